import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Sheet } from '../sheet/Sheet';
import { Footer } from '../shell/Footer';
import { Header } from '../shell/Header';
import { Notices, Stale } from '../shell/Notices';
import { Page } from '../shell/Page';
import { useNarrow } from '../ui/narrow';
import { Prose } from '../ui/Prose';
import { type Store, useStore } from '../ui/store';
import type { Board } from './board';
import { Columns } from './Columns';
import { type ColumnState, columnsOf } from './columns';
import { Empty } from './Empty';
import { matcher } from './filter';
import { NeedsRow } from './NeedsRow';
import type { Grid } from './navigate';
import { needKey, needsOf } from './needs';
import type { BoardState } from './store';
import { useKeys } from './useKeys';

export function BoardPage({ store }: { store: Store<BoardState> }) {
  const state = useStore(store);
  const [query, setQuery] = useState('');
  const search = useRef<HTMLInputElement>(null);
  const { board, line } = state;
  const name = board?.workspace.display_name;
  useEffect(() => {
    document.title = name ? `${name} · Yoi` : 'Yoi';
  }, [name]);

  if (!board && line.kind === 'refused')
    return <Page title="This session is over" text={line.problem.title} command="yoi open" />;
  if (!board && line.kind === 'lost')
    return (
      <Page
        title="The server does not answer"
        text="The board comes back by itself once the server runs. In the workspace’s folder:"
        command="yoi up"
      >
        <p role="status" className="mt-4 flex items-center gap-2 text-xs text-ink-3">
          <span className="size-2 animate-breathe rounded-full bg-warn" />
          trying again…
        </p>
      </Page>
    );
  if (!board) return null;
  return (
    <div className="flex min-h-full flex-col md:h-full">
      <Header state={state} query={query} onQuery={setQuery} search={search} />
      {line.kind === 'refused' && (
        <Stale>
          <Prose text={`What you see is no longer kept up to date. ${line.problem.title}`} />
        </Stale>
      )}
      <Notices notices={board.workspace.notices} />
      <Live board={board} query={query} search={search} />
    </div>
  );
}

interface LiveProps {
  board: Board;
  query: string;
  search: React.RefObject<HTMLInputElement | null>;
}

function Live({ board, query, search }: LiveProps) {
  const shows = useMemo(() => matcher(query), [query]);
  const cards = useDeferredValue(board.cards);
  const columns = useMemo(() => columnsOf(cards.values(), shows), [cards, shows]);
  const needs = useMemo(() => needsOf(cards.values(), shows), [cards, shows]);
  const narrow = useNarrow();
  const [allNeeds, setAllNeeds] = useState(false);
  const limit = allNeeds ? Number.POSITIVE_INFINITY : narrow ? 2 : 4;
  const [open, setOpen] = useState<string | null>(null);
  const [shown, setShown] = useState<ColumnState>('inprogress');
  const grid = useMemo<Grid>(
    () => ({
      row: needs.slice(0, limit).map(needKey),
      columns: columns.map((column) => column.cards.map((card) => card.id)),
      below: narrow ? columns.find(({ state }) => state === shown)?.cards[0]?.id : undefined,
    }),
    [needs, limit, columns, narrow, shown],
  );
  const reveal = (key: string) => {
    const column = columns.find(({ cards: shownCards }) => shownCards.some((one) => one.id === key));
    if (column) flushSync(() => setShown(column.state));
  };
  const reachable = [
    ...grid.row,
    ...columns.filter(({ state }) => !narrow || state === shown).flatMap((column) => column.cards.map((one) => one.id)),
  ];
  const keys = useKeys(grid, reachable, search, reveal);
  const card = open === null ? undefined : board.cards.get(open);
  if (board.cards.size === 0) return <Empty />;
  return (
    <>
      <main className="flex min-h-0 flex-1 flex-col">
        <NeedsRow
          needs={needs}
          limit={limit}
          onAll={() => setAllNeeds(!allNeeds)}
          held={keys.held}
          onHold={keys.hold}
          onOpen={setOpen}
        />
        <Columns
          columns={columns}
          filtered={query.trim() !== ''}
          moved={board.moved}
          shown={shown}
          onShow={setShown}
          held={keys.held}
          onHold={keys.hold}
          onOpen={setOpen}
        />
      </main>
      <Footer cards={cards} />
      {card && (
        <Sheet
          card={card}
          onStep={(direction) => {
            const to = keys.step(card.id, direction);
            if (to !== null) setOpen(to);
          }}
          onClose={() => {
            setOpen(null);
            keys.focus();
          }}
        />
      )}
    </>
  );
}

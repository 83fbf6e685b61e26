import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Sheet } from '../sheet/Sheet';
import { Footer } from '../shell/Footer';
import { useMay } from '../shell/role';
import { useSession } from '../shell/session';
import { useNarrow } from '../ui/narrow';
import { useStore } from '../ui/store';
import type { Board } from './board';
import { Columns } from './Columns';
import { type ColumnState, columnsOf } from './columns';
import { Empty } from './Empty';
import { matcher } from './filter';
import { openMoves } from './moves';
import { NeedsRow } from './NeedsRow';
import type { Grid } from './navigate';
import { needKey, needsOf } from './needs';
import { useKeys } from './useKeys';

interface Props {
  board: Board;
  query: string;
  search: React.RefObject<HTMLInputElement | null>;
  /** Begins a new ticket. */
  onCreate: () => void;
}

export function BoardPage({ board, query, search, onCreate }: Props) {
  const open = useSession();
  const [moves] = useState(() => openMoves(open));
  const asked = useStore(moves.state);
  const shows = useMemo(() => matcher(query), [query]);
  const cards = useDeferredValue(board.cards);
  const columns = useMemo(() => columnsOf(cards.values(), shows), [cards, shows]);
  const needs = useMemo(() => needsOf(cards.values(), shows), [cards, shows]);
  const narrow = useNarrow();
  const [allNeeds, setAllNeeds] = useState(false);
  const limit = allNeeds ? Number.POSITIVE_INFINITY : narrow ? 2 : 4;
  const [glanced, setGlanced] = useState<string | null>(null);
  const [shown, setShown] = useState<ColumnState>('inprogress');
  const grid = useMemo<Grid>(
    () => ({
      row: needs.slice(0, limit).map(needKey),
      columns: columns.map((column) => column.cards.map((card) => card.id)),
      below: narrow ? columns.find(({ state }) => state === shown)?.cards[0]?.id : undefined,
    }),
    [needs, limit, columns, narrow, shown],
  );
  const name = board.workspace.display_name;
  useEffect(() => {
    document.title = `${name} · Yoi`;
  }, [name]);

  const reveal = (key: string) => {
    const column = columns.find(({ cards: shownCards }) => shownCards.some((one) => one.id === key));
    if (column) flushSync(() => setShown(column.state));
  };
  const reachable = [
    ...grid.row,
    ...columns.filter(({ state }) => !narrow || state === shown).flatMap((column) => column.cards.map((one) => one.id)),
  ];
  const now = useRef(board.cards);
  now.current = board.cards;
  const focusLater = useRef<string | null>(null);
  const mayWrite = useMay('operator');
  const act = useCallback(
    async (id: string) => {
      const card = now.current.get(id);
      if (mayWrite && card && (await moves.advance(card))) focusLater.current = id;
    },
    [moves, mayWrite],
  );
  const keys = useKeys(grid, reachable, search, reveal, {
    glance: (id) => setGlanced(id),
    act: (id) => void act(id),
    forget: moves.forget,
    create: onCreate,
  });
  // A card that moved to another column is another element there; who held it by keys holds it still.
  useEffect(() => {
    const id = focusLater.current;
    if (id === null || cards !== board.cards) return;
    focusLater.current = null;
    if (document.activeElement === document.body && !narrow) keys.focus();
  });

  // Coming back from another page, one stands where one left: on the card, not before its glance.
  const left = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: this is about the page being shown and hidden, nothing else
  useEffect(() => {
    if (left.current && !narrow) keys.focus();
    return () => {
      left.current = true;
      setGlanced(null);
    };
  }, []);

  const card = glanced === null ? undefined : board.cards.get(glanced);
  if (board.cards.size === 0) return <Empty onCreate={onCreate} />;
  return (
    <>
      <main className="flex min-h-0 flex-1 flex-col">
        <NeedsRow
          needs={needs}
          limit={limit}
          onAll={() => setAllNeeds(!allNeeds)}
          held={keys.held}
          onHold={keys.hold}
        />
        <Columns
          columns={columns}
          filtered={query.trim() !== ''}
          moved={board.moved}
          shown={shown}
          onShow={setShown}
          held={keys.held}
          moves={asked}
          onHold={keys.hold}
          onAct={act}
        />
      </main>
      <Footer cards={cards} />
      {card && (
        <Sheet
          card={card}
          asked={asked.get(card.id)}
          onAct={() => void act(card.id)}
          onStep={(direction) => {
            const to = keys.step(card.id, direction);
            if (to !== null) setGlanced(to);
          }}
          onClose={() => {
            setGlanced(null);
            keys.focus();
          }}
        />
      )}
    </>
  );
}

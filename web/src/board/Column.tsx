import { useState } from 'react';
import { Card } from '../card/Card';
import { Icon } from '../ui/Icon';
import { type ColumnCards, columnHints, columnNames } from './columns';
import type { Moves } from './moves';

export interface ColumnProps {
  column: ColumnCards;
  filtered: boolean;
  moved: ReadonlySet<string>;
  folded: boolean;
  onFold: () => void;
  held: string | null;
  moves: Moves;
  onHold: (key: string) => void;
  onAct: (id: string) => void;
}

/** Cards drawn at once; more come when asked for, so that a long record does not slow the page. */
const portion = 60;

/** Cards that may well be in sight are drawn as they are, so that none changes its size when it arrives; the rest when scrolled to. */
const inSight = 12;
const outOfSight = '[contain-intrinsic-size:auto_5rem] [content-visibility:auto]';

export function Column({ column, filtered, moved, folded, onFold, held, moves, onHold, onAct }: ColumnProps) {
  const [limit, setLimit] = useState(portion);
  const { state, cards, total } = column;
  const name = columnNames[state];
  const count = filtered && cards.length !== total ? `${cards.length} of ${total}` : `${total}`;
  if (folded)
    return (
      <button
        type="button"
        aria-expanded="false"
        onClick={onFold}
        className="flex w-full flex-col items-center gap-2 rounded-xl bg-lane py-2.5 text-ink-2 hover:bg-hover max-md:hidden"
      >
        <span className="sr-only">Show </span>
        <span className="text-ink-3 tabular-nums">{total}</span>{' '}
        <span className="font-semibold [writing-mode:vertical-rl]">{name}</span>
      </button>
    );
  return (
    <section aria-label={name} className="flex min-h-0 w-full flex-col rounded-xl md:bg-lane">
      <header className="flex h-8.5 shrink-0 items-center gap-2 px-3 pt-1 max-md:hidden">
        <h2 className="truncate font-semibold">{name}</h2>
        <span className="shrink-0 text-ink-3 tabular-nums">{count}</span>
        {state === 'closed' && (
          <button
            type="button"
            aria-expanded="true"
            aria-label={`Fold ${name}`}
            title={`Fold ${name}`}
            onClick={onFold}
            className="-mr-1 ml-auto grid size-5 place-items-center rounded text-ink-3 hover:bg-hover hover:text-ink"
          >
            <Icon name="chevron" className="size-3" />
          </button>
        )}
      </header>
      {cards.length === 0 && (
        <p className="px-3 py-2 text-xs leading-4 text-ink-3 text-pretty max-md:py-8 max-md:text-center">
          {total > 0 ? 'Nothing here fits the filter.' : columnHints[state]}
        </p>
      )}
      <ul
        className={`flex min-h-0 flex-1 flex-col md:overflow-y-auto md:px-1.5 md:pt-0.5 md:pb-2 ${state === 'closed' ? 'gap-1' : 'gap-1.5'}`}
      >
        {cards.slice(0, limit).map((card, index) => (
          <li key={card.id} className={index < inSight ? '' : outOfSight}>
            <Card
              card={card}
              held={held === card.id}
              moved={moved.has(card.id)}
              asked={moves.get(card.id)}
              onHold={onHold}
              onAct={onAct}
            />
          </li>
        ))}
        {cards.length > limit && (
          <li>
            <button
              type="button"
              className="w-full rounded-lg py-2 text-xs text-accent hover:bg-hover"
              onClick={() => setLimit(limit + portion)}
            >
              Show {Math.min(portion, cards.length - limit)} more of {cards.length}
            </button>
          </li>
        )}
      </ul>
    </section>
  );
}

import { type ColumnCards, type ColumnState, columnNames } from './columns';

interface Props {
  columns: readonly ColumnCards[];
  shown: ColumnState;
  onShow: (state: ColumnState) => void;
}

const short: Partial<Record<ColumnState, string>> = { planning: 'Plan', inprogress: 'Active' };

/** Which column a narrow page shows; the counts of all stay in sight. */
export function Switcher({ columns, shown, onShow }: Props) {
  return (
    <nav aria-label="Columns" className="sticky top-0 z-10 -mx-3 bg-ground px-3 pt-1 pb-3 md:hidden">
      <ul className="grid grid-cols-6 gap-0.5 rounded-xl bg-lane p-1">
        {columns.map(({ state, cards }) => (
          <li key={state}>
            <button
              type="button"
              aria-pressed={state === shown}
              onClick={() => onShow(state)}
              className={`flex h-11 w-full flex-col items-center justify-center rounded-lg leading-4 ${
                state === shown ? 'bg-card text-ink shadow-card' : 'text-ink-2'
              }`}
            >
              <span className="text-sm font-semibold tabular-nums">{cards.length}</span>{' '}
              <span className="text-[11px]">{short[state] ?? columnNames[state]}</span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

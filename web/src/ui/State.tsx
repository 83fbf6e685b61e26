import { type ColumnState, columnNames } from '../board/columns';

const looks: Record<string, string> = {
  planning: 'bg-ink/8 text-ink-2',
  ready: 'bg-accent-soft text-accent',
  queued: 'bg-accent-soft text-accent',
  inprogress: 'bg-accent-soft text-accent',
  done: 'bg-good/12 text-good',
  closed: 'bg-ink/8 text-ink-2',
  unreadable: 'bg-bad-soft text-bad',
};

export function stateName(state: string): string {
  return columnNames[state as ColumnState] ?? (state === 'unreadable' ? 'Unreadable' : state);
}

/** A ticket's state in its column's name. */
export function State({ state }: { state: string }) {
  return (
    <span
      className={`shrink-0 rounded px-1.5 py-0.5 text-xs leading-4 font-medium whitespace-nowrap ${looks[state] ?? looks.planning}`}
    >
      {stateName(state)}
    </span>
  );
}

import type { BoardState } from '../board/store';
import { ago } from '../ui/format';
import { useNow } from '../ui/now';

/** How fresh the board is, in words and never better than it is. */
export function Connection({ state: { line, heardAt, board } }: { state: BoardState }) {
  const [look, words] =
    line.kind === 'live'
      ? ['bg-good', 'live']
      : line.kind === 'refused'
        ? ['bg-bad', line.problem.status === 401 ? 'session expired' : 'refused']
        : ['bg-warn animate-breathe', board ? 'reconnecting…' : 'connecting…'];
  return (
    <span
      role="status"
      className={`ml-auto flex shrink-0 items-center gap-1.5 rounded-full px-2 py-0.5 text-xs whitespace-nowrap md:ml-0 ${
        line.kind === 'lost'
          ? 'bg-warn-soft text-warn'
          : line.kind === 'refused'
            ? 'bg-bad-soft text-bad'
            : 'text-ink-2'
      }`}
    >
      <span className={`size-2 shrink-0 rounded-full ${look}`} />
      <span className={line.kind === 'live' || (line.kind === 'lost' && heardAt !== null) ? 'max-sm:sr-only' : ''}>
        {words}
      </span>
      {line.kind === 'lost' && heardAt !== null && <LastHeard at={heardAt} />}
    </span>
  );
}

function LastHeard({ at }: { at: number }) {
  const now = useNow();
  // Counts by itself; told aloud each second it would only be noise.
  return (
    <span className="tabular-nums" aria-hidden="true">
      <span className="max-sm:sr-only">last update </span>
      {ago(now - at)}
    </span>
  );
}

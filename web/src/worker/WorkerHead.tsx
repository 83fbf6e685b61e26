import { StateDot, stateWords } from '../card/Activity';
import { Link } from '../shell/Link';
import { ticketHref } from '../shell/places';
import { useSession } from '../shell/session';
import { count, shortId } from '../ui/format';
import { Icon } from '../ui/Icon';
import { useStore } from '../ui/store';
import { Controls } from './Controls';
import { useConsole } from './context';

/** Who this is, what it does, and what for. */
export function WorkerHead() {
  const { worker } = useConsole();
  const { board } = useSession();
  const title = useStore(board).board?.cards.get(worker.ticket ?? '')?.title;
  const { input, output } = worker.tokens;
  return (
    <header className="flex shrink-0 flex-wrap items-center gap-x-5 gap-y-2 border-b border-line bg-card px-3 py-2 md:px-4">
      <div className="flex min-w-0 flex-1 basis-44 flex-col gap-0.5">
        <div className="flex min-w-0 items-center gap-2">
          <h1 className="truncate text-[15px] leading-5 font-semibold">{worker.name}</h1>
          <span role="status" className="flex shrink-0 items-center gap-1.5 text-xs text-ink-2">
            <StateDot state={worker.desired !== 'active' ? 'unconnected' : worker.state} />
            {stateWords(worker)}
          </span>
        </div>
        <div className="flex min-w-0 items-center gap-x-3 text-xs leading-4 text-ink-3">
          {worker.ticket && (
            <Link
              href={ticketHref(worker.ticket)}
              className="flex min-w-0 items-center gap-1.5 text-accent hover:underline"
            >
              <span className="shrink-0 font-mono">{shortId(worker.ticket)}</span>
              {title && <span className="truncate">{title}</span>}
            </Link>
          )}
          <span className="shrink-0 max-md:hidden">{worker.role}</span>
          {worker.model && <span className="max-w-60 truncate max-md:hidden">{worker.model}</span>}
          {worker.branch && (
            <span className="flex min-w-0 items-center gap-1 max-lg:hidden" title={worker.branch}>
              <Icon name="branch" className="size-3" />
              <span className="max-w-56 truncate font-mono">{worker.branch}</span>
            </span>
          )}
          <span
            className="shrink-0 tabular-nums"
            title={`${input.toLocaleString()} in, ${output.toLocaleString()} out`}
          >
            {count(input + output)} tok
          </span>
        </div>
      </div>
      <Controls />
    </header>
  );
}

import type { WorkerView } from '../api/types';
import { StateDot, stateWords } from '../card/Activity';
import { Link } from '../shell/Link';
import { workerHref } from '../shell/places';
import { count } from '../ui/format';
import { Icon } from '../ui/Icon';

/** Who works on the attempt; each leads to its console. */
export function Workers({ workers }: { workers: readonly WorkerView[] }) {
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,16rem),1fr))] gap-2" aria-label="Workers">
      {workers.map((worker) => (
        <li key={`${worker.worker}@${worker.runtime}`} className="min-w-0">
          <Link
            href={workerHref(worker.runtime, worker.worker)}
            className="flex items-center gap-2.5 rounded-lg border border-line bg-card px-3 py-2 shadow-card hover:border-edge"
          >
            <StateDot state={worker.desired !== 'active' ? 'unconnected' : worker.state} />
            <span className="min-w-0 flex-1">
              <span className="block truncate font-medium">{worker.name}</span>
              <span className="block truncate text-xs leading-4 text-ink-3">
                {stateWords(worker)} · {count(worker.tokens.input + worker.tokens.output)} tok
              </span>
            </span>
            <Icon name="terminal" className="size-4 text-ink-3" />
          </Link>
        </li>
      ))}
    </ul>
  );
}

import type { WorkerView } from '../api/types';
import { StateDot, stateWords } from '../card/Activity';
import { Link } from '../shell/Link';
import { ticketHref, workerHref } from '../shell/places';
import { useSession } from '../shell/session';
import { count, shortId } from '../ui/format';
import { Prose } from '../ui/Prose';
import { useStore } from '../ui/store';
import { Ago } from '../ui/Time';
import { problemText } from '../worker/problem-text';

/** Rows on a wide page, two lines each on a phone. */
export function WorkersTable({ workers }: { workers: readonly WorkerView[] }) {
  const { board } = useSession();
  const cards = useStore(board).board?.cards;
  return (
    <div className="overflow-hidden rounded-xl border border-line bg-card shadow-card">
      <table className="w-full table-fixed text-left max-md:block">
        <thead className="text-xs text-ink-3 max-md:hidden">
          <tr className="border-b border-line">
            <th className="w-[22%] py-2 pl-4 font-normal">Worker</th>
            <th className="w-[17%] py-2 font-normal">State</th>
            <th className="py-2 font-normal">Ticket</th>
            <th className="w-[16%] py-2 font-normal">Model</th>
            <th className="w-20 py-2 text-right font-normal">Tokens</th>
            <th className="w-28 py-2 pr-4 text-right font-normal">Created</th>
          </tr>
        </thead>
        <tbody className="max-md:block">
          {workers.map((worker) => (
            <Row
              key={`${worker.worker}@${worker.runtime}`}
              worker={worker}
              title={worker.ticket ? cards?.get(worker.ticket)?.title : undefined}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ worker, title }: { worker: WorkerView; title: string | undefined }) {
  const stopped = worker.desired !== 'active';
  const trouble = stopped ? null : problemText(worker);
  return (
    <tr className="relative border-b border-line align-top last:border-0 hover:bg-hover/50 max-md:flex max-md:flex-wrap max-md:items-baseline max-md:gap-x-3 max-md:gap-y-0.5 max-md:px-3.5 max-md:py-2.5">
      <td className="md:py-2 md:pl-4">
        <Link
          href={workerHref(worker.runtime, worker.worker)}
          className={`font-medium after:absolute after:inset-0 ${stopped ? 'text-ink-2' : ''}`}
        >
          {worker.name}
        </Link>
        <span className="block text-xs leading-4 text-ink-3 max-md:ml-2 max-md:inline">
          {worker.role}{' '}
          <span className={worker.runtime === 'embedded' ? 'max-md:hidden' : ''}>on {worker.runtime}</span>
        </span>
      </td>
      <td className="pr-3 max-md:ml-auto max-md:pr-0 md:py-2">
        <span
          className={`flex items-center gap-1.5 ${worker.state === 'waiting_approval' ? 'font-medium text-warn' : 'text-ink-2'}`}
        >
          <StateDot state={stopped ? 'unconnected' : worker.state} />
          {stateWords(worker)}
        </span>
        {worker.read_only && <span className="block text-xs leading-4 text-ink-3 max-md:hidden">only shown here</span>}
        {trouble && (
          <span className="block text-xs leading-4 text-bad max-md:hidden">
            <Prose text={trouble} />
          </span>
        )}
      </td>
      <td className="min-w-0 pr-4 max-md:order-1 max-md:basis-full max-md:pr-0 md:py-2">
        {worker.ticket && (
          <Link href={ticketHref(worker.ticket)} className="relative flex min-w-0 items-baseline gap-2 hover:underline">
            <span className="shrink-0 font-mono text-xs text-ink-3">{shortId(worker.ticket)}</span>
            {title && <span className="truncate">{title}</span>}
          </Link>
        )}
      </td>
      <td className="truncate pr-3 text-ink-2 max-md:hidden md:py-2">{worker.model}</td>
      <td className="text-right text-ink-2 tabular-nums max-md:order-2 max-md:text-xs md:py-2">
        {count(worker.tokens.input + worker.tokens.output)}
        <span className="md:hidden"> tok</span>
      </td>
      <td className="text-right text-ink-3 max-md:order-2 max-md:ml-auto max-md:text-xs md:py-2 md:pr-4">
        <Ago at={worker.created_at} />
      </td>
    </tr>
  );
}

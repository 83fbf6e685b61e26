import type { TicketView } from '../api/types';
import { Link } from '../shell/Link';
import { ticketHref, workerHref } from '../shell/places';
import { shortId } from '../ui/format';
import { Icon } from '../ui/Icon';
import { Prose } from '../ui/Prose';
import { Ago } from '../ui/Time';

/** Above all else on the page: what stands in the way, and what would take it away. */
export function Waits({ view: { card, waits, attempt } }: { view: TicketView }) {
  const parked = card.attempt?.parked;
  const asking = attempt?.workers.find((worker) => worker.state === 'waiting_approval');
  const titles = (on: string) => (
    <Link href={ticketHref(on)} className="font-mono underline underline-offset-2">
      {shortId(on)}
    </Link>
  );
  if (!parked && !asking && !card.diagnostic && waits.length === 0) return null;
  return (
    <div className="mt-4 flex flex-col gap-2">
      {card.diagnostic && (
        <p className="flex gap-2.5 rounded-xl border border-bad/30 bg-bad-soft px-3.5 py-2.5 text-bad">
          <Icon name="warning" className="mt-0.5 size-4" />
          <span>
            <Prose text={card.diagnostic.message} />
          </span>
        </p>
      )}
      {asking && (
        <p className="flex items-start gap-2.5 rounded-xl border border-accent/30 bg-accent-soft px-3.5 py-2.5 text-accent">
          <Icon name="hand" className="mt-0.5 size-4" />
          <span>
            {asking.name} asks whether it may; nothing of it runs until you say so.{' '}
            <Link href={workerHref(asking.runtime, asking.worker)} className="font-medium underline underline-offset-2">
              Answer it
            </Link>
          </span>
        </p>
      )}
      {parked && (
        <p className="flex items-start gap-2.5 rounded-xl border border-warn-line bg-warn-soft px-3.5 py-2.5 text-warn">
          <Icon name="pause" className="mt-0.5 size-4" />
          <span className="min-w-0 flex-1">
            <span className="font-medium">Parked.</span> <Prose text={parked.message} />
          </span>
          <span className="shrink-0 text-xs">
            <Ago at={card.attempt?.since ?? card.updated_at} />
          </span>
        </p>
      )}
      {waits.length > 0 && (
        <ul
          className="flex flex-col gap-2 rounded-xl border border-line bg-card px-3.5 py-2.5 shadow-card"
          aria-label="What it waits for"
        >
          {waits.map((wait) => (
            <li key={`${wait.code} ${wait.on} ${wait.text}`} className="flex gap-2.5">
              <Icon name="wait" className="mt-0.5 size-4 text-ink-3" />
              <span className="min-w-0">
                <Prose text={wait.text} />
                {wait.on && !wait.text.includes(wait.on) && <> ({titles(wait.on)})</>}
                <span className="block text-xs leading-4.5 text-ink-2">
                  <Prose text={wait.release} />
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

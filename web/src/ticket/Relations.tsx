import type { RelatedTicketView } from '../api/types';
import { Link } from '../shell/Link';
import { ticketHref } from '../shell/places';
import { shortId } from '../ui/format';
import { State } from '../ui/State';
import { grouped, holdsBack } from './relations';

/** Tickets around this one: a line leads from what comes before to what comes after. */
export function Relations({ relations }: { relations: readonly RelatedTicketView[] }) {
  if (relations.length === 0) return null;
  return (
    <section aria-labelledby="relations" className="flex flex-col gap-3">
      <h2 id="relations" className="font-semibold">
        Relations
      </h2>
      {grouped(relations).map((group) => (
        <div key={group.kind} className="flex flex-col gap-1">
          <h3 className="text-xs text-ink-3">{group.name}</h3>
          <ul className="flex flex-col border-l-2 border-line">
            {group.related.map((related) => (
              <li key={related.ticket} className="-ml-0.5">
                <Related related={related} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function Related({ related }: { related: RelatedTicketView }) {
  const { ticket, title, state, note } = related;
  const edge = holdsBack(related) ? 'border-warn' : 'border-transparent';
  if (title === undefined)
    return (
      <p className={`border-l-2 py-1 pl-3 text-ink-3 ${edge}`}>
        <span className="font-mono text-xs">{shortId(ticket)}</span> is no ticket here
      </p>
    );
  return (
    <Link
      href={ticketHref(ticket)}
      className={`flex flex-col gap-0.5 rounded-r-md border-l-2 py-1 pr-1.5 pl-3 hover:bg-hover ${edge}`}
    >
      <span className="line-clamp-2">{title}</span>
      <span className="flex items-center gap-2 text-xs text-ink-3">
        <span className="font-mono">{shortId(ticket)}</span>
        {state && <State state={state} />}
        {holdsBack(related) && <span className="text-warn">holds this back</span>}
      </span>
      {note && <span className="line-clamp-2 text-xs leading-4 text-ink-2">{note}</span>}
    </Link>
  );
}

import type { ThreadEventView } from '../api/types';
import { Permalink } from '../shell/Permalink';
import { Icon } from '../ui/Icon';
import { Prose } from '../ui/Prose';
import { State, stateName } from '../ui/State';
import { Ago } from '../ui/Time';
import { lineOf } from './thread';

interface Props {
  event: ThreadEventView;
  named: boolean;
}

/** An event that needs no more than a line: a change of state, an edit. */
export function ThreadLine({ event, named }: Props) {
  const { author, at, attributes } = event;
  const { from, to, reason } = attributes;
  return (
    <div
      className={`-ml-1 flex flex-wrap items-baseline gap-x-2 gap-y-0.5 rounded-md pl-1 ${named ? 'bg-accent-soft' : ''}`}
    >
      <span
        className="absolute top-1.5 left-[2px] size-[7px] rounded-full border border-edge bg-card"
        aria-hidden="true"
      />
      {from && to ? (
        <span className="flex items-baseline gap-1.5">
          <span className="text-ink-3">{stateName(from)}</span>
          <Icon name="arrow" className="size-3 self-center text-ink-3" />
          <span className="sr-only">to</span>
          <State state={to} />
        </span>
      ) : (
        <span className="text-ink-2">{lineOf(event)}</span>
      )}
      {reason && reason !== 'queued' && (
        <span className="min-w-0 text-ink-2">
          <Prose text={reason} />
        </span>
      )}
      <span className="ml-auto flex items-center gap-1.5 text-xs whitespace-nowrap text-ink-3">
        <Permalink id={`event-${event.index}`} name={lineOf(event)} />
        {author && <span className="max-w-40 truncate">{author}</span>}
        {at && <Ago at={at} />}
      </span>
    </div>
  );
}

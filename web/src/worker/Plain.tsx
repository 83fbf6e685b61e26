import type { TranscriptEvent } from '../api/types';
import { Icon } from '../ui/Icon';
import { Prose } from '../ui/Prose';

type PlainEvent = Extract<TranscriptEvent, { type: 'worker_created' | 'system_note' | 'state_changed' | 'error' }>;

/** Events of the record itself: a line each. */
export function Plain({ event }: { event: PlainEvent }) {
  switch (event.type) {
    case 'worker_created':
      return (
        <p className="text-xs text-ink-3">
          Created as {event.role}, profile <span className="font-mono">{event.profile}</span>
          {event.model && (
            <>
              , model <span className="font-mono">{event.model}</span>
            </>
          )}
        </p>
      );
    case 'state_changed':
      return <p className="text-xs text-ink-3">{event.to === 'stopped' ? 'It was stopped.' : 'It was restored.'}</p>;
    case 'system_note':
      return (
        <p className="border-l-2 border-edge pl-3 whitespace-pre-wrap text-ink-2">
          <span className="sr-only">note: </span>
          {event.text}
        </p>
      );
    case 'error':
      return (
        <p className="flex gap-2 rounded-lg bg-bad-soft px-3 py-2 text-bad">
          <Icon name="warning" className="mt-0.5" />
          <span>
            <Prose text={event.problem.message} /> <span className="font-mono text-xs">{event.problem.code}</span>
          </span>
        </p>
      );
  }
}

import type { Notice, TranscriptEvent, WorkerDelta, WorkerFrame, WorkerView } from '../api/types';

/** A message that is still being written. */
export interface Flight {
  message_id: string;
  /** Where the text starts; above zero where its beginning was not heard. */
  start: number;
  text: string;
}

export interface Transcript {
  worker: WorkerView | null;
  /** In order of seq, each once. */
  events: readonly TranscriptEvent[];
  flight: Flight | null;
  /** Why the server ended the stream, until it is heard again. */
  closed: Notice | null;
  /** True where there may be events before the first one shown. */
  more: boolean;
}

export const nothing: Transcript = { worker: null, events: [], flight: null, closed: null, more: false };

/** The transcript after these frames. */
export function applyWorkerFrames(before: Transcript, frames: readonly WorkerFrame[]): Transcript {
  if (frames.length === 0) return before;
  let { worker, events, flight, closed, more } = before;
  const fresh: TranscriptEvent[] = [];
  const last = () => fresh.at(-1) ?? events.at(-1);
  for (const frame of frames) {
    if (frame.frame !== 'closed') closed = null;
    switch (frame.frame) {
      case 'snapshot': {
        worker = frame.worker;
        const known = [...events, ...fresh.splice(0)];
        // What was shown stays, if nothing lies between it and the new tail; else the tail is all that is known to be whole.
        const first = frame.tail[0]?.seq;
        const end = known.at(-1)?.seq ?? 0;
        const joins = first === undefined ? known.length > 0 : known.length > 0 && first <= end + 1;
        events = joins ? [...known, ...frame.tail.filter((event) => event.seq > end)] : frame.tail;
        if (!joins) more = (first ?? 1) > 1;
        flight = frame.in_flight ? extend(null, frame.in_flight) : null;
        break;
      }
      case 'event': {
        const { event } = frame;
        if (event.seq <= (last()?.seq ?? 0)) break;
        fresh.push(event);
        if (event.type === 'assistant_message' && event.message_id === flight?.message_id) flight = null;
        if (event.type === 'run_finished') flight = null;
        break;
      }
      case 'delta':
        if (!isSettled(frame.message_id, fresh, events)) flight = extend(flight, frame);
        break;
      case 'state':
        worker = frame.worker;
        break;
      case 'closed':
        closed = frame.problem;
        break;
      default:
        // A newer server may send more; what this page does not know it does not show.
        break;
    }
  }
  return { worker, events: fresh.length > 0 ? [...events, ...fresh] : events, flight, closed, more };
}

/** The transcript with a page of earlier events before it. */
export function prepend(before: Transcript, items: readonly TranscriptEvent[], more: boolean): Transcript {
  const first = before.events[0]?.seq ?? Number.POSITIVE_INFINITY;
  const earlier = items.filter((event) => event.seq < first);
  return { ...before, events: [...earlier, ...before.events], more: more && earlier.length > 0 };
}

function extend(flight: Flight | null, { message_id, offset, text }: WorkerDelta): Flight {
  const fits =
    flight?.message_id === message_id && offset >= flight.start && offset <= flight.start + flight.text.length;
  if (!fits) return { message_id, start: offset, text };
  return { ...flight, text: flight.text.slice(0, offset - flight.start) + text };
}

/** Whether the message came whole already: a delta of it that comes late says nothing new. */
function isSettled(id: string, ...lists: (readonly TranscriptEvent[])[]): boolean {
  for (const list of lists) {
    const said = list.findLast((event) => event.type === 'assistant_message');
    if (said) return said.message_id === id;
  }
  return false;
}

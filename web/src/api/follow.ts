import { backoff, waitOrWake } from './backoff';
import { type Problem, problemOf } from './problem';
import { SseParser } from './sse';
import type { SessionToken } from './types';
import { seen, unseen } from './visible';

/** Longer than two of the server's beats without a byte: the line is dead, whatever the system thinks of it. */
const silence = 40_000;

export interface Follower<Frame> {
  /** Frames that arrived together; empty for a mere sign of life. */
  heard(frames: Frame[]): void;
  /** The line is lost; the next try is under way by itself. */
  lost(): void;
  /** The session is no longer good, or there is no such thing; nothing is tried again. */
  refused(problem: Problem): void;
}

/**
 * Follows a stream until the signal aborts or the server refuses it. A stream whose events carry ids is taken up again where it broke off;
 * any other starts anew. A page that nobody looks at holds no line for long: a browser has six for a host, for all its tabs together.
 */
export async function follow<Frame>(
  session: SessionToken,
  path: string,
  follower: Follower<Frame>,
  signal: AbortSignal,
): Promise<void> {
  const place: Place = { cursor: null };
  for (let failures = 0; !signal.aborted; ) {
    await seen(signal);
    if (signal.aborted) return;
    const end = await readLine(session, path, place, follower, signal);
    if (signal.aborted) return;
    if (end.kind === 'refused') {
      follower.refused(end.problem);
      return;
    }
    follower.lost();
    if (end.kind === 'unseen') continue;
    failures = end.heard ? 1 : failures + 1;
    await waitOrWake(backoff(failures), signal);
  }
}

interface Place {
  cursor: string | null;
}

type LineEnd = { kind: 'lost'; heard: boolean } | { kind: 'unseen' } | { kind: 'refused'; problem: Problem };

async function readLine<Frame>(
  session: SessionToken,
  path: string,
  place: Place,
  follower: Follower<Frame>,
  signal: AbortSignal,
): Promise<LineEnd> {
  const line = new AbortController();
  const end = () => line.abort();
  signal.addEventListener('abort', end);
  let left = false;
  const stopLooking = unseen(() => {
    left = true;
    end();
  });
  let watchdog = setTimeout(end, silence);
  let heard = false;
  try {
    const response = await fetch(`/api/workspaces/${encodeURIComponent(session.workspace)}/${path}`, {
      headers: {
        Accept: 'text/event-stream',
        Authorization: `Bearer ${session.token}`,
        ...(place.cursor === null ? {} : { 'Last-Event-ID': place.cursor }),
      },
      cache: 'no-store',
      signal: line.signal,
    });
    if ([401, 403, 404].includes(response.status)) return { kind: 'refused', problem: await problemOf(response) };
    // A cursor that is not taken any more: the next line starts without one.
    if (response.status < 500 && !response.ok) place.cursor = null;
    if (!response.ok || !response.body) return { kind: 'lost', heard };
    const parser = new SseParser();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { kind: 'lost', heard };
      heard = true;
      clearTimeout(watchdog);
      watchdog = setTimeout(end, silence);
      const events = parser.push(value);
      follower.heard(events.map((event) => JSON.parse(event.data) as Frame));
      // Only what was taken in moves the cursor.
      place.cursor = events.findLast((event) => event.id !== undefined)?.id ?? place.cursor;
      // The server ended it, maybe because the cursor means nothing to it: the next line starts without one.
      if (events.at(-1)?.event === 'closed') place.cursor = null;
    }
  } catch {
    // Refused, cut off or silent: all of them are a lost line, and the page says so.
    return left ? { kind: 'unseen' } : { kind: 'lost', heard };
  } finally {
    clearTimeout(watchdog);
    stopLooking();
    signal.removeEventListener('abort', end);
    line.abort();
  }
}

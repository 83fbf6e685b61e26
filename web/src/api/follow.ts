import { backoff, waitOrWake } from './backoff';
import { type Problem, problemOf } from './problem';
import { SseParser } from './sse';
import type { BoardFrame, SessionToken } from './types';

/** Longer than two of the server's beats without a byte: the line is dead, whatever the system thinks of it. */
const silence = 40_000;

export interface Follower {
  /** Frames that arrived together; empty for a mere sign of life. */
  heard(frames: BoardFrame[]): void;
  /** The line is lost; the next try is under way by itself. */
  lost(): void;
  /** The session is no longer good, or never was for this workspace; nothing is tried again. */
  refused(problem: Problem): void;
}

/** Follows the board until the signal aborts or the server refuses the session; each new line starts with a whole board. */
export async function followBoard(session: SessionToken, follower: Follower, signal: AbortSignal): Promise<void> {
  for (let failures = 0; !signal.aborted; ) {
    const end = await readLine(session, follower, signal);
    if (signal.aborted) return;
    if (end.refused) {
      follower.refused(end.refused);
      return;
    }
    failures = end.heard ? 1 : failures + 1;
    follower.lost();
    await waitOrWake(backoff(failures), signal);
  }
}

interface LineEnd {
  heard: boolean;
  refused?: Problem;
}

async function readLine(session: SessionToken, follower: Follower, signal: AbortSignal): Promise<LineEnd> {
  const line = new AbortController();
  const end = () => line.abort();
  signal.addEventListener('abort', end);
  let watchdog = setTimeout(end, silence);
  let heard = false;
  try {
    const response = await fetch(`/api/workspaces/${encodeURIComponent(session.workspace)}/board/stream`, {
      headers: { Accept: 'text/event-stream', Authorization: `Bearer ${session.token}` },
      cache: 'no-store',
      signal: line.signal,
    });
    if ([401, 403, 404].includes(response.status)) return { heard, refused: await problemOf(response) };
    if (!response.ok || !response.body) return { heard };
    const parser = new SseParser();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { heard };
      heard = true;
      clearTimeout(watchdog);
      watchdog = setTimeout(end, silence);
      follower.heard(parser.push(value).map((event) => JSON.parse(event.data) as BoardFrame));
    }
  } catch {
    // Refused, cut off or silent: all of them are a lost line, and the page says so.
    return { heard };
  } finally {
    clearTimeout(watchdog);
    signal.removeEventListener('abort', end);
    line.abort();
  }
}

import { afterEach, expect, it, vi } from 'vitest';
import { follow } from './follow';

vi.mock('./backoff', () => ({ backoff: () => 0, waitOrWake: () => Promise.resolve() }));
afterEach(() => vi.unstubAllGlobals());

/** Follows lines that each bring these texts and end; answers with which Last-Event-ID each was asked for. */
async function askedFor(lines: readonly string[]): Promise<(string | null)[]> {
  const asked: (string | null)[] = [];
  const ending = new AbortController();
  const listens = { addEventListener: () => {}, removeEventListener: () => {} };
  vi.stubGlobal('document', { visibilityState: 'visible', ...listens });
  vi.stubGlobal('fetch', async (_: string, { headers }: { headers: Record<string, string> }) => {
    asked.push(headers['Last-Event-ID'] ?? null);
    const text = lines[asked.length - 1];
    if (text === undefined) ending.abort();
    return new Response(text ?? '');
  });
  await follow({ token: 't', workspace: 'w' }, 's', { heard() {}, lost() {}, refused() {} }, ending.signal);
  return asked;
}

const event = (id: number) => `id: ${id}\nevent: event\ndata: {}\n\n`;

it('goes on behind the last event it took in', async () => {
  expect(await askedFor([event(1) + event(2), ': beat\n\n'])).toEqual([null, '2', '2']);
});

it('starts anew after the server ended the stream on purpose', async () => {
  expect(await askedFor([event(1), 'event: closed\ndata: {}\n\n', event(7)])).toEqual([null, '1', null, '7']);
});

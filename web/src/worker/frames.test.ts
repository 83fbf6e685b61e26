import { describe, expect, it } from 'vitest';
import type { WorkerFrame } from '../api/types';
import { applyWorkerFrames, nothing, prepend } from './frames';
import { said, worker } from './samples';

const snapshot = (from: number, to: number): WorkerFrame => ({
  frame: 'snapshot',
  worker: worker(),
  tail: Array.from({ length: to - from + 1 }, (_, index) => said(from + index, `m${from + index}`)),
  in_flight: null,
});
const delta = (offset: number, text: string, message_id = 'm9'): WorkerFrame => ({
  frame: 'delta',
  message_id,
  offset,
  text,
});
const seqs = (frames: WorkerFrame[], before = nothing) =>
  applyWorkerFrames(before, frames).events.map((event) => event.seq);

describe('applyWorkerFrames', () => {
  it('has each event once', () => {
    const again: WorkerFrame = { frame: 'event', event: said(3, 'm3') };
    expect(seqs([snapshot(1, 3), again, { frame: 'event', event: said(4, 'm4') }, again])).toEqual([1, 2, 3, 4]);
  });

  it('joins a new snapshot to what it had, and starts anew where something lies between', () => {
    const had = applyWorkerFrames(nothing, [snapshot(1, 5)]);
    expect(seqs([snapshot(4, 7)], had)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(seqs([snapshot(6, 7)], had)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    const anew = applyWorkerFrames(had, [snapshot(9, 10)]);
    expect([anew.events.map((event) => event.seq), anew.more]).toEqual([[9, 10], true]);
  });

  it('puts deltas together until the message comes whole', () => {
    const flying = applyWorkerFrames(nothing, [snapshot(1, 1), delta(0, 'Hel'), delta(3, 'lo'), delta(3, 'lo')]);
    expect(flying.flight?.text).toBe('Hello');
    const landed = applyWorkerFrames(flying, [{ frame: 'event', event: said(2, 'm9', 'Hello.') }]);
    expect(landed.flight).toBeNull();
    expect(applyWorkerFrames(landed, [delta(5, '.')]).flight).toBeNull();
  });

  it('says where the beginning of a message is missing', () => {
    expect(applyWorkerFrames(nothing, [delta(0, 'ab'), delta(9, 'xy')]).flight).toEqual({
      message_id: 'm9',
      start: 9,
      text: 'xy',
    });
  });

  it('keeps why it was closed until it is heard again', () => {
    const problem = { code: 'shutting_down', message: 'The server stops.' };
    const closed = applyWorkerFrames(nothing, [snapshot(1, 1), { frame: 'closed', problem }]);
    expect(closed.closed).toEqual(problem);
    expect(applyWorkerFrames(closed, [{ frame: 'state', worker: worker() }]).closed).toBeNull();
  });

  it('passes over frames it does not know', () => {
    expect(seqs([snapshot(1, 2), { frame: 'later' } as unknown as WorkerFrame])).toEqual([1, 2]);
  });
});

describe('prepend', () => {
  it('puts earlier events before, once, and knows the beginning', () => {
    const had = applyWorkerFrames(nothing, [snapshot(5, 6)]);
    const more = prepend(had, [said(3, 'a'), said(4, 'b'), said(5, 'c')], true);
    expect([more.events.map((event) => event.seq), more.more]).toEqual([[3, 4, 5, 6], true]);
    expect(prepend(more, [], true).more).toBe(false);
  });
});

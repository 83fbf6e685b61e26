// The Workers of the samples, and what each has done.

import { at, hours, minutes, workerId } from './cards.mjs';
import { asking, interrupted, long, reviewed, working } from './transcripts.mjs';

export function workers(cards) {
  const ticket = (title) => cards.find((card) => card.title.startsWith(title))?.id;
  const worker = (name, role, state, events, more = {}) => ({
    view: {
      runtime: 'embedded',
      worker: workerId(name),
      name,
      role,
      desired: 'active',
      state,
      created_at: at(hours(1)),
      tokens: { input: 118_204, output: 9_410 },
      model: 'claude-sonnet-4-5',
      approvals: [],
      ...more,
    },
    events,
  });
  const ask = asking(Date.now() + 9 * 60_000);
  return [
    worker('Umi', 'companion', 'unconnected', reviewed(), {
      runtime: 'depot-2',
      problem: 'runtime_unavailable',
      created_at: at(hours(5)),
    }),
    worker('Old hand', 'coder', 'unconnected', [], {
      runtime: 'old',
      desired: 'stopped',
      read_only: true,
      model: undefined,
      tokens: { input: 0, output: 0 },
      created_at: at(hours(300)),
    }),
    worker('Kanna', 'coder', 'busy', working(), {
      ticket: ticket('Keep the basket'),
      branch: cards.find((card) => card.title.startsWith('Keep the basket'))?.attempt.branch,
      created_at: at(minutes(5)),
    }),
    worker('Nagi', 'coder', 'waiting_approval', ask.events, {
      ticket: ticket('Let the depot printer'),
      approvals: [ask.approval],
      created_at: at(minutes(2)),
    }),
    worker('Iwao', 'reviewer', 'idle', reviewed(), {
      ticket: ticket('Count stock'),
      model: 'claude-opus-4-1',
      last_outcome: 'completed',
      tokens: { input: 98_200, output: 4_110 },
    }),
    worker('Hana', 'coder', 'idle', long(400), {
      ticket: ticket('Count stock'),
      last_outcome: 'completed',
      tokens: { input: 304_000, output: 18_800 },
    }),
    worker('Sora', 'coder', 'idle', interrupted(), {
      ticket: ticket('Mail a receipt'),
      last_outcome: 'interrupted',
      tokens: { input: 61_000, output: 4_100 },
    }),
    worker('Tomo', 'coder', 'unconnected', interrupted(), {
      ticket: ticket('Let growers'),
      problem: 'provider_missing',
      tokens: { input: 482_000, output: 19_400 },
    }),
    worker('Riku', 'companion', 'idle', long(), { last_outcome: 'completed', created_at: at(hours(30)) }),
    worker('Yuki', 'coder', 'unconnected', [], {
      desired: 'stopped',
      created_at: at(hours(40)),
      tokens: { input: 0, output: 0 },
    }),
  ];
}

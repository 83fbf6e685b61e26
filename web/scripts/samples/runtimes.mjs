// The runtimes of the samples: one here, one that answers, one that does not, and an older program's records.

import { at, hours, minutes } from './cards.mjs';

const gone = 'The runtime cannot be reached now; what is known of its Workers may be old. The server’s log says why.';

export const runtimes = [
  {
    runtime: 'depot-2',
    kind: 'remote',
    since: at(minutes(4)),
    problem: { code: 'runtime_unavailable', message: gone },
    from_settings: false,
  },
  {
    runtime: 'depot-1',
    kind: 'remote',
    since: at(hours(30)),
    state: 'running',
    busy: 2,
    waiting: 1,
    from_settings: true,
  },
  {
    runtime: 'embedded',
    kind: 'embedded',
    since: at(hours(30)),
    state: 'running',
    busy: 1,
    waiting: 1,
    from_settings: false,
  },
  { runtime: 'old', kind: 'compatibility', since: at(hours(30)), from_settings: false },
];

export const problems = [
  { runtime: 'depot-2', problem: { code: 'runtime_unavailable', message: gone } },
  {
    runtime: 'old',
    problem: {
      code: 'metadata_foreign',
      message: 'A file of the older program belongs to another workspace, or to none.',
    },
  },
];

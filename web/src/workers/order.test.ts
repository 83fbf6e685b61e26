import { expect, it } from 'vitest';
import { worker } from '../worker/samples';
import { ordered } from './order';

it('lists who asks for a person first and who was stopped last, the newest first', () => {
  const all = [
    worker({ worker: 'stopped', desired: 'stopped', state: 'unconnected' }),
    worker({ worker: 'idle' }),
    worker({ worker: 'cut off', state: 'unconnected' }),
    worker({ worker: 'busy', state: 'busy' }),
    worker({ worker: 'busier', state: 'busy', created_at: '2026-03-02T12:00:00Z' }),
    worker({ worker: 'asks', state: 'waiting_approval' }),
  ];
  expect(ordered(all).map((one) => one.worker)).toEqual(['asks', 'busier', 'busy', 'cut off', 'idle', 'stopped']);
});

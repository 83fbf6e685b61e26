import type { WorkerView } from '../api/types';

/** Who asks for a person first, then who works, who waits, who is in trouble, who was stopped; the newest first in each. */
export function ordered(workers: readonly WorkerView[]): WorkerView[] {
  return [...workers].sort((a, b) => rank(a) - rank(b) || Date.parse(b.created_at) - Date.parse(a.created_at));
}

function rank({ desired, state }: WorkerView): number {
  if (desired !== 'active') return 4;
  return state === 'waiting_approval' ? 0 : state === 'busy' ? 1 : state === 'idle' ? 3 : 2;
}

import type { RunState, WorkerBadge, WorkerView } from '../api/types';

const looks: Record<RunState, string> = {
  busy: 'bg-accent animate-breathe',
  idle: 'border border-ink-3',
  waiting_approval: 'bg-warn',
  errored: 'bg-bad',
  unconnected: 'border border-dashed border-ink-3',
};

const words: Record<RunState, string> = {
  busy: 'works',
  idle: 'waits',
  waiting_approval: 'asks whether it may',
  errored: 'is in trouble',
  unconnected: 'is not connected',
};

function activity(worker: WorkerBadge): string {
  return words[worker.state] ?? worker.state;
}

export function activityWords(worker: WorkerBadge): string {
  return `${worker.name} ${activity(worker)}`;
}

/** What a Worker does, with what is wanted of it: one that was stopped is not in trouble. */
export function stateWords({ state, desired }: Pick<WorkerView, 'state' | 'desired'>): string {
  return desired !== 'active' ? desired : (words[state] ?? state);
}

/** A Worker's state as a dot, beside words that say the same. */
export function StateDot({ state }: { state: RunState }) {
  return <span className={`size-2 shrink-0 rounded-full ${looks[state] ?? looks.unconnected}`} />;
}

/** Who works here, and whether something happens now. */
export function Activity({ worker }: { worker: WorkerBadge }) {
  return (
    <span className="flex min-w-0 items-center gap-1.5" title={`${activityWords(worker)} as ${worker.role}`}>
      <StateDot state={worker.state} />
      <span className="truncate text-ink-2">{worker.name}</span>
      {/* Who waits for a person says so to everyone; what the dot says is for the others. */}
      <span className={worker.state === 'waiting_approval' ? 'shrink-0 text-warn' : 'sr-only'}>
        {worker.state === 'waiting_approval' ? 'asks' : ` ${activity(worker)}`}
      </span>
    </span>
  );
}

import type { RunState, WorkerBadge } from '../api/types';

const looks: Record<RunState, string> = {
  busy: 'bg-accent animate-breathe',
  idle: 'border border-ink-3',
  errored: 'bg-bad',
  unconnected: 'border border-dashed border-ink-3',
};

const words: Record<RunState, string> = {
  busy: 'works',
  idle: 'waits',
  errored: 'is in trouble',
  unconnected: 'is not connected',
};

function activity(worker: WorkerBadge): string {
  return words[worker.state] ?? worker.state;
}

export function activityWords(worker: WorkerBadge): string {
  return `${worker.name} ${activity(worker)}`;
}

/** Who works here, and whether something happens now. */
export function Activity({ worker }: { worker: WorkerBadge }) {
  return (
    <span className="flex min-w-0 items-center gap-1.5" title={`${activityWords(worker)} as ${worker.role}`}>
      <span className={`size-2 shrink-0 rounded-full ${looks[worker.state] ?? looks.unconnected}`} />
      <span className="truncate text-ink-2">{worker.name}</span>
      <span className="sr-only"> {activity(worker)}</span>
    </span>
  );
}

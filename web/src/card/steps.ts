/** The steps of an attempt, in order. */
export const steps = [
  'route',
  'accept',
  'worktree',
  'code',
  'check',
  'review',
  'integrate',
  'done',
  'clean',
  'close',
] as const;

const names: Record<string, string> = {
  route: 'Routing',
  accept: 'Accepting',
  worktree: 'Making worktree',
  code: 'Coding',
  check: 'Checking',
  review: 'In review',
  integrate: 'Integrating',
  done: 'Recording done',
  clean: 'Cleaning up',
  close: 'Waits to be closed',
  closed: 'Closed',
  parked: 'Parked',
};

/** What goes on at a step, in words. */
export function stepName(step: string): string {
  return Object.hasOwn(names, step) ? (names[step] ?? step) : step;
}

export type StepPhase = 'past' | 'now' | 'ahead';

/** Where each step stands. A parked attempt does not say where it stopped, so it has no progress to show. */
export function phases(step: string): StepPhase[] | null {
  if (step === 'closed') return steps.map(() => 'past');
  const at = (steps as readonly string[]).indexOf(step);
  return at < 0 ? null : steps.map((_, index) => (index < at ? 'past' : index === at ? 'now' : 'ahead'));
}

import type { AttemptView } from '../api/types';
import { phases, type StepPhase, steps } from '../card/steps';
import { Icon } from '../ui/Icon';

const looks: Record<StepPhase, string> = {
  past: 'text-ink-2',
  now: 'bg-accent-soft text-accent font-medium',
  ahead: 'text-ink-3',
};

/** The way of an attempt by the names of its steps. One that parked does not say where, so it has none. */
export function StepList({ attempt, finished }: { attempt: AttemptView; finished: boolean }) {
  const all = phases(attempt.step);
  if (!all) return null;
  return (
    <ol className="-mx-1.5 flex flex-wrap gap-x-0.5 gap-y-1 text-xs" aria-label="Steps">
      {steps.map((step, index) => {
        const phase = all[index] ?? 'ahead';
        return (
          <li
            key={step}
            aria-current={phase === 'now' ? 'step' : undefined}
            className={`flex items-center gap-1 rounded-md px-1.5 py-0.5 ${looks[phase]}`}
          >
            {phase === 'past' ? (
              <Icon name="check" className={`size-3 ${finished ? 'text-good' : ''}`} />
            ) : (
              <span className={`size-1.5 rounded-full ${phase === 'now' ? 'bg-accent' : 'border border-ink-3'}`} />
            )}
            {step}
          </li>
        );
      })}
    </ol>
  );
}

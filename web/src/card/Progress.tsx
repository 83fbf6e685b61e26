import { phases, type StepPhase } from './steps';

const looks: Record<StepPhase, string> = { past: 'bg-accent/45', now: 'bg-accent', ahead: 'bg-line' };

/** The attempt's steps as one thin line. Its words stand beside it, so readers of the screen pass over it. */
export function Progress({ step, finished }: { step: string; finished: boolean }) {
  const all = phases(step);
  if (!all) return null;
  return (
    <span className="flex gap-0.5" aria-hidden="true">
      {all.map((phase, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: the steps are a fixed row
          key={index}
          className={`h-[3px] flex-1 rounded-full ${finished ? 'bg-good/60' : looks[phase]}`}
        />
      ))}
    </span>
  );
}

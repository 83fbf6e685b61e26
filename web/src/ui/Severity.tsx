import type { Severity as Weight } from '../api/types';

const looks: Record<Weight, string> = {
  blocker: 'border-bad bg-bad-soft text-bad',
  major: 'border-warn-line bg-warn-soft text-warn',
  minor: 'border-edge text-ink-2',
  note: 'border-transparent bg-ink/8 text-ink-2',
};

/** How much a finding weighs, in its word. */
export function Severity({ value }: { value: Weight }) {
  return (
    <span className={`shrink-0 rounded border px-1.5 text-[11px] leading-4 font-medium ${looks[value] ?? looks.note}`}>
      {value}
    </span>
  );
}

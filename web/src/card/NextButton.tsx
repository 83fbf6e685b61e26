import type { Asked } from '../board/moves';
import type { NextStep } from '../board/next';

interface Props {
  step: NextStep;
  title: string;
  asked: Asked | undefined;
  onAct: () => void;
}

/** The next step of a ticket, in a corner of its card: there when the card is looked at by pointer or keys, and always where nothing hovers. */
export function NextButton({ step, title, asked, onAct }: Props) {
  const pending = asked?.kind === 'pending';
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={`${step.name}: ${title}`}
      aria-keyshortcuts="q"
      aria-busy={pending || undefined}
      onClick={onAct}
      className={`absolute right-1.5 bottom-1.5 rounded-md border border-edge bg-card px-2 text-xs leading-5 font-medium text-accent shadow-card hover:border-accent pointer-coarse:py-0.5 ${
        pending
          ? 'animate-breathe'
          : 'pointer-fine:opacity-0 pointer-fine:group-hover:opacity-100 pointer-fine:group-focus-within:opacity-100 pointer-fine:focus-visible:opacity-100'
      }`}
    >
      {pending ? step.doing : step.name}
    </button>
  );
}

import type { Asked } from '../board/moves';
import type { NextStep } from '../board/next';
import { Link } from '../shell/Link';
import { Button } from '../ui/Button';
import { Key } from '../ui/Key';
import { Prose } from '../ui/Prose';

interface Props {
  href: string;
  step: NextStep | null;
  asked: Asked | undefined;
  onAct: () => void;
}

/** What one does after a glance: opens the ticket, or takes its next step. */
export function SheetFoot({ href, step, asked, onAct }: Props) {
  const pending = asked?.kind === 'pending';
  return (
    <footer className="flex flex-col gap-2.5 border-t border-line px-5 py-3">
      {asked?.kind === 'refused' && (
        <p role="alert" className="rounded-md bg-bad-soft px-2.5 py-1.5 text-bad text-pretty">
          <Prose text={asked.text} />
        </p>
      )}
      <div className="flex items-center gap-2">
        <Link
          href={href}
          className="flex items-center gap-2 rounded-lg border border-edge bg-card px-3 py-1.5 font-medium shadow-card hover:bg-hover"
        >
          Open ticket <Key name="↵" />
        </Link>
        {step && (
          <Button look="primary" busy={pending} onClick={onAct} keys="q">
            {pending ? step.doing : step.name} <Key name="q" />
          </Button>
        )}
      </div>
    </footer>
  );
}

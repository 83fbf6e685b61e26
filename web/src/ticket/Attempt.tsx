import type { AttemptDetailView } from '../api/types';
import { stepName } from '../card/steps';
import { StepList } from '../sheet/StepList';
import { count } from '../ui/format';
import { Section } from '../ui/Section';
import { Elapsed, FullTime } from '../ui/Time';
import { Receipts } from './Receipts';
import { Workers } from './Workers';

/** The newest try: how far it is, who works on it, and what was checked. */
export function Attempt({ attempt, finished }: { attempt: AttemptDetailView; finished: boolean }) {
  const { summary, rounds } = attempt;
  const used = summary.tokens.input + summary.tokens.output;
  return (
    <Section id="attempt" name={`Attempt ${summary.number}`} aside={attempt.over ? 'over' : undefined}>
      <StepList attempt={summary} finished={finished} />
      <p className="text-xs text-ink-2 tabular-nums">
        {summary.step !== 'closed' && (
          <>
            <span className="font-medium text-ink">{stepName(summary.step)}</span>, <Elapsed at={summary.since} />
            {' · '}
          </>
        )}
        opened <FullTime at={attempt.opened_at} />
        {rounds > 0 && ` · went back to its coder ${rounds === 1 ? 'once' : `${rounds} times`}`}
        {used > 0 && ` · ${count(used)} tokens`}
      </p>
      {attempt.workers.length > 0 && <Workers workers={attempt.workers} />}
      {attempt.receipts.length > 0 && <Receipts receipts={attempt.receipts} />}
    </Section>
  );
}

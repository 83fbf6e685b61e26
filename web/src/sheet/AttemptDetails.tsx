import type { AttemptView } from '../api/types';
import { activityWords } from '../card/Activity';
import { Link } from '../shell/Link';
import { workerHref } from '../shell/places';
import { Elapsed, FullTime } from '../ui/Time';
import { Row, Rows } from './Rows';
import { StepList } from './StepList';

export function AttemptDetails({ attempt, finished }: { attempt: AttemptView; finished: boolean }) {
  const { worker, receipts, tokens } = attempt;
  return (
    <section aria-labelledby="sheet-attempt" className="flex flex-col gap-3">
      <h3 id="sheet-attempt" className="font-semibold">
        Attempt {attempt.number}
      </h3>
      <StepList attempt={attempt} finished={finished} />
      <Rows>
        {worker && (
          <Row name="Worker">
            <Link href={workerHref(worker.runtime, worker.id)} className="text-accent hover:underline">
              {activityWords(worker)}
            </Link>{' '}
            <span className="text-ink-3">on {worker.runtime}</span>
          </Row>
        )}
        <Row name={attempt.parked ? 'Parked' : attempt.step === 'closed' ? 'Closed' : 'At this step'}>
          {attempt.step === 'closed' ? (
            <FullTime at={attempt.since} />
          ) : (
            <>
              <Elapsed at={attempt.since} />{' '}
              <span className="text-ink-3">
                since <FullTime at={attempt.since} />
              </span>
            </>
          )}
        </Row>
        <Row name="Receipts">
          {receipts.total === 0 ? (
            <span className="text-ink-3">none yet</span>
          ) : (
            <span className="tabular-nums">
              {receipts.passed} of {receipts.total} passed
            </span>
          )}
        </Row>
        {attempt.rounds > 0 && (
          <Row name="Rounds">went back to its coder {attempt.rounds === 1 ? 'once' : `${attempt.rounds} times`}</Row>
        )}
        <Row name="Tokens">
          <span className="tabular-nums">
            {tokens.input.toLocaleString()} in, {tokens.output.toLocaleString()} out
          </span>
        </Row>
        {attempt.branch && (
          <Row name="Branch">
            <span className="font-mono text-xs">{attempt.branch}</span>
          </Row>
        )}
        {attempt.merge && (
          <Row name="Merge">
            <span className="font-mono text-xs">{attempt.merge}</span>
          </Row>
        )}
      </Rows>
    </section>
  );
}

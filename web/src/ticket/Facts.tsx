import type { TicketView } from '../api/types';
import { Row, Rows } from '../sheet/Rows';
import { Copy } from '../ui/Copy';
import { count, shortCommit } from '../ui/format';
import { FullTime } from '../ui/Time';

/** The ticket in short facts; what is not known is not listed. */
export function Facts({ view: { card, attempt, assignee, created_at } }: { view: TicketView }) {
  const summary = attempt?.summary;
  const commits = [
    ['Merge', summary?.merge],
    ['Commit', attempt?.commit],
    ['Base', attempt?.base],
  ] as const;
  return (
    <section aria-labelledby="facts" className="flex flex-col gap-3">
      <h2 id="facts" className="font-semibold">
        Facts
      </h2>
      <Rows>
        <Row name="Id">
          <Copy text={card.id} name="the id" />
        </Row>
        <Row name="Created">
          <FullTime at={created_at} />
        </Row>
        <Row name="Changed">
          <FullTime at={card.updated_at} />
        </Row>
        {assignee && <Row name="Assignee">{assignee}</Row>}
        {summary?.branch && (
          <Row name="Branch">
            <Copy text={summary.branch} name="the branch" />
          </Row>
        )}
        {commits.map(
          ([name, commit]) =>
            commit && (
              <Row key={name} name={name}>
                <Copy text={commit} shown={shortCommit(commit)} name="the commit" />
              </Row>
            ),
        )}
        {summary && summary.tokens.input + summary.tokens.output > 0 && (
          <Row name="Tokens">
            <span
              className="tabular-nums"
              title={`${summary.tokens.input.toLocaleString()} in, ${summary.tokens.output.toLocaleString()} out`}
            >
              {count(summary.tokens.input)} in, {count(summary.tokens.output)} out
            </span>
          </Row>
        )}
        {attempt && attempt.write_globs.length > 0 && (
          <Row name="May write">
            <ul className="flex flex-col gap-0.5 font-mono text-xs leading-4.5">
              {attempt.write_globs.map((glob) => (
                <li key={glob}>{glob}</li>
              ))}
            </ul>
          </Row>
        )}
      </Rows>
    </section>
  );
}

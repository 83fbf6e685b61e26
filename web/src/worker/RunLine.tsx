import type { InputKind, RunOutcome } from '../api/types';
import { count, elapsed } from '../ui/format';
import { Prose } from '../ui/Prose';
import { FullTime } from '../ui/Time';
import type { Row } from './rows';

const outcomes: Record<RunOutcome, [look: string, words: string]> = {
  completed: ['text-good', 'Run completed'],
  cancelled: ['text-ink-2', 'Run cancelled'],
  failed: ['text-bad', 'Run failed'],
  interrupted: ['text-warn', 'Run interrupted'],
  limit_reached: ['text-warn', 'Run met its limit'],
};

export function RunBegin({ at, kind }: { at: string; kind: InputKind }) {
  return (
    <p className="flex items-center gap-3 pt-3 text-xs text-ink-3 after:h-px after:flex-1 after:bg-line">
      <span>
        {kind === 'resume' ? 'Run goes on' : 'Run'}, <FullTime at={at} />
      </span>
    </p>
  );
}

export function RunEnd({ row }: { row: Extract<Row, { kind: 'end' }> }) {
  const { outcome, problem } = row.event;
  const [look, words] = outcomes[outcome] ?? ['text-ink-2', `Run ended: ${outcome}`];
  const { input, output } = row.tokens;
  return (
    <div className="pb-3">
      <p className="flex items-center gap-3 text-xs text-ink-3 after:h-px after:flex-1 after:bg-line">
        <span className={`font-medium ${look}`}>{words}</span>
        {/* Of a run whose beginning is not loaded, neither its length nor its sum is known. */}
        {row.since && (
          <span className="tabular-nums">
            {elapsed(Date.parse(row.at) - Date.parse(row.since))}
            {input + output > 0 && ` · ${count(input)} in, ${count(output)} out`}
          </span>
        )}
      </p>
      {problem && (
        <p className={`mt-1.5 ${look}`}>
          <Prose text={problem.message} /> <span className="font-mono text-xs text-ink-3">{problem.code}</span>
        </p>
      )}
    </div>
  );
}

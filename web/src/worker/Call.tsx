import type { ToolResultStatus } from '../api/types';
import { duration } from '../ui/format';
import { Icon } from '../ui/Icon';
import { Approval } from './Approval';
import { Arguments } from './Arguments';
import type { CallRow } from './rows';
import { shellOutput } from './shell-output';
import { Tokens } from './Tokens';
import { ToolOutput } from './ToolOutput';
import { headOf } from './tools';

const statuses: Record<ToolResultStatus, [look: string, words: string] | null> = {
  ok: null,
  error: ['text-bad', 'error'],
  denied: ['text-bad', 'denied'],
  skipped: ['text-ink-3', 'skipped'],
  cancelled: ['text-warn', 'cancelled'],
  interrupted: ['text-warn', 'interrupted'],
};

/** Something the model did: what it asked for, whether it was allowed, and what came of it. */
export function Call({ row }: { row: CallRow }) {
  const { call, result, asked, answered } = row;
  const { icon, verb, subject } = headOf(call);
  const status = result && statuses[result.status];
  const exit = result && call.name === 'shell' ? shellOutput(result.text)?.exit : 0;
  return (
    <div className="flex flex-col gap-1">
      <article
        aria-label={`${verb} ${subject}`}
        className="overflow-hidden rounded-xl border border-line bg-card shadow-card"
      >
        <header className="flex items-baseline gap-2 px-3 py-1.5">
          <Icon name={icon} className="size-3.5 translate-y-0.5 text-ink-3" />
          {verb !== '' && <span className="shrink-0 text-xs text-ink-2">{verb}</span>}
          <code className="min-w-0 flex-1 font-mono text-xs leading-4.5 whitespace-pre-wrap">{subject}</code>
          <span className="flex shrink-0 items-center gap-2 text-xs">
            {status && <span className={`font-medium ${status[0]}`}>{status[1]}</span>}
            {exit !== 0 && exit !== null && exit !== undefined && (
              <span className="font-medium text-warn">exit {exit}</span>
            )}
            {result ? (
              <span className="text-ink-3 tabular-nums">{duration(Date.parse(result.at) - Date.parse(row.at))}</span>
            ) : asked && !answered ? (
              <span className="text-warn">asks</span>
            ) : (
              <span className="flex items-center gap-1.5 text-ink-3">
                <span className="size-1.5 animate-breathe rounded-full bg-accent" />
                runs
              </span>
            )}
          </span>
        </header>
        <Arguments call={call} result={result} />
        {asked && !result && <Approval said={subject.replace(/^\$ /, '')} asked={asked} answered={answered} />}
        {answered && (
          <p className="border-t border-line px-3 py-1 text-xs text-ink-3">
            {answered.allowed ? (answered.always ? 'Always allowed' : 'Allowed') : 'Denied'} by {answered.by}
          </p>
        )}
        {result && <ToolOutput tool={call.name} result={result} />}
      </article>
      {row.tokens && <Tokens tokens={row.tokens} />}
    </div>
  );
}

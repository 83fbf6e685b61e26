import type { AttemptView } from '../api/types';
import { count } from '../ui/format';
import { Icon } from '../ui/Icon';

/** Receipts and tokens, where there are any yet. */
export function Figures({ attempt }: { attempt: AttemptView }) {
  const { receipts, tokens } = attempt;
  const used = tokens.input + tokens.output;
  const failed = receipts.passed < receipts.total;
  return (
    <span className="flex shrink-0 items-center gap-2.5 text-ink-3 tabular-nums">
      {receipts.total > 0 && (
        <span
          className={`flex items-center gap-1 ${failed ? 'text-warn' : ''}`}
          title={`${receipts.passed} of ${receipts.total} receipts passed`}
        >
          <Icon name="receipt" className="size-3" />
          {receipts.passed}/{receipts.total}
        </span>
      )}
      {used > 0 && (
        <span className="flex items-center gap-1" title={`${used.toLocaleString()} tokens`}>
          <Icon name="tokens" className="size-3" />
          {count(used)}
        </span>
      )}
    </span>
  );
}

import type { ReactNode } from 'react';
import type { AttemptView } from '../api/types';
import { count } from '../ui/format';
import { Icon } from '../ui/Icon';

/** Receipts and tokens, where there are any yet, beside whoever makes them. */
export function Figures({ attempt, children }: { attempt: AttemptView; children: ReactNode }) {
  const { receipts, tokens } = attempt;
  const used = tokens.input + tokens.output;
  if (!children && receipts.total === 0 && used === 0) return null;
  return (
    <span className="flex items-center justify-between gap-2 text-xs leading-4">
      {children}
      <span className="ml-auto flex shrink-0 items-center gap-2.5 text-ink-3 tabular-nums" aria-hidden="true">
        {receipts.total > 0 && (
          <span
            className={`flex items-center gap-1 ${receipts.passed < receipts.total ? 'text-warn' : ''}`}
            title={`${receipts.passed} of ${receipts.total} receipts passed`}
          >
            <Icon name="receipt" className="size-3" />
            {receipts.passed}/{receipts.total}
          </span>
        )}
        {used > 0 && <span title={`${used.toLocaleString()} tokens`}>{count(used)} tok</span>}
      </span>
    </span>
  );
}

import type { Finding } from '../api/types';
import { Severity } from '../ui/Severity';

/** What a reviewer found, at the place it is about. */
export function FindingNote({ finding }: { finding: Finding }) {
  return (
    <div className="flex items-baseline gap-2 border-y border-warn-line bg-warn-soft px-3 py-2 font-sans text-[13px] leading-4.5 whitespace-normal text-ink">
      <Severity value={finding.severity} />
      <span className="min-w-0">
        {finding.line !== undefined && <span className="sr-only">line {finding.line}: </span>}
        {finding.text}
      </span>
    </div>
  );
}

import type { TokenCount } from '../api/types';
import { count } from '../ui/format';

/** What a turn took; in sight for who points at it, as a column of numbers would be all that one sees. */
export function Tokens({ tokens: { input, output } }: { tokens: TokenCount }) {
  return (
    <p
      className="self-end text-[11px] leading-4 text-ink-3 tabular-nums"
      title={`${input.toLocaleString()} tokens in, ${output.toLocaleString()} out`}
    >
      {count(input)} in, {count(output)} out
    </p>
  );
}

import type { AttemptView } from '../api/types';
import { shortCommit } from '../ui/format';
import { Icon } from '../ui/Icon';

/** Where the work is: the merge commit once there is one, before it the branch, without what the card says anyway. */
export function Place({ attempt: { branch, merge } }: { attempt: AttemptView }) {
  const text = merge ? shortCommit(merge) : branch?.replace(/^work\/(?:[0-9A-Z]{13}-)?/, '');
  return (
    text && (
      <span className="ml-auto flex min-w-0 items-center gap-1 font-mono" title={merge ? `Merged as ${merge}` : branch}>
        <Icon name={merge ? 'merge' : 'branch'} className="size-3" />
        <span className="truncate">{text}</span>
      </span>
    )
  );
}

import { shortCommit } from '../ui/format';
import { Icon } from '../ui/Icon';

/** Where the work landed. */
export function Merge({ commit }: { commit: string }) {
  return (
    <span className="ml-auto flex min-w-0 items-center gap-1 font-mono" title={`Merged as ${commit}`}>
      <Icon name="merge" className="size-3" />
      <span className="truncate">{shortCommit(commit)}</span>
    </span>
  );
}

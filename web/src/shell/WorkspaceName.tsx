import { useEffect } from 'react';
import type { WorkspaceView } from '../api/types';
import { Icon } from '../ui/Icon';
import { goToWorkspace, nameWorkspace, useWorkspace } from './router';
import { useSession } from './session';
import { useWorkspaces } from './useWorkspaces';

interface Props {
  /** The workspace that is shown, once it is known. */
  workspace: WorkspaceView | undefined;
  /** Whether it is the page's title. */
  isTitle: boolean;
}

/** Which workspace this is; where the server has others too, the way to them. */
export function WorkspaceName({ workspace, isTitle }: Props) {
  const { session } = useSession();
  const named = useWorkspace();
  const all = useWorkspaces();
  const hasOthers = all.some(({ id }) => id !== session.workspace);

  // Where there are several, a link says which one it leads to.
  useEffect(() => {
    if (hasOthers && named === null) nameWorkspace(session.workspace);
  }, [hasOthers, named, session]);

  const Name = isTitle ? 'h1' : 'p';
  const name = workspace?.display_name ?? 'Yoi';
  const style = 'truncate text-sm font-semibold max-sm:max-w-26';
  if (!hasOthers) return <Name className={style}>{name}</Name>;
  return (
    <div className="relative flex min-w-0 items-center rounded-md max-sm:shrink-0 hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-accent">
      <Name className={`py-1 pl-1.5 ${style}`}>{name}</Name>
      <Icon name="chevron" className="mx-1 size-3 rotate-90 text-ink-3" />
      <select
        aria-label="Workspace"
        value={session.workspace}
        onChange={(event) => goToWorkspace(event.target.value)}
        className="absolute inset-0 w-full cursor-pointer text-sm opacity-0"
      >
        {all.map(({ id, display_name }) => (
          <option key={id} value={id} className="bg-card text-ink">
            {display_name}
          </option>
        ))}
      </select>
    </div>
  );
}

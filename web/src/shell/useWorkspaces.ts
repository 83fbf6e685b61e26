import { useEffect, useState } from 'react';
import { workspacesOf } from '../api/call';
import type { WorkspaceView } from '../api/types';
import { useSession } from './session';

/** The workspaces that the server has for this session; none until they are known. */
export function useWorkspaces(): readonly WorkspaceView[] {
  const { session } = useSession();
  const [workspaces, setWorkspaces] = useState<readonly WorkspaceView[]>([]);
  useEffect(() => {
    const leaving = new AbortController();
    void workspacesOf(session, leaving.signal).then((all) => {
      if (all && !leaving.signal.aborted) setWorkspaces(all);
    });
    return () => leaving.abort();
  }, [session]);
  return workspaces;
}

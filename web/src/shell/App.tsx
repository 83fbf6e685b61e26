import { useEffect, useMemo, useState } from 'react';
import type { SessionToken } from '../api/types';
import { openBoard } from '../board/store';
import { useStore } from '../ui/store';
import { Login } from './Login';
import { Page } from './Page';
import { Places } from './Places';
import { RoleContext, useRoleOf } from './role';
import { useWorkspace } from './router';
import { type OpenSession, SessionContext } from './session';
import { entry } from './sessions';

/** Shows nothing where there is nothing yet: the page's own shell then stands in. */
export function App() {
  const way = useStore(entry);
  const named = useWorkspace();
  // Whatever comes from here on, a board may follow it.
  useEffect(() => {
    delete document.documentElement.dataset.entry;
  }, []);
  switch (way.kind) {
    case 'open':
      return <Session {...way.session} workspace={named ?? way.session.workspace} />;
    case 'redeeming':
      return null;
    case 'refused':
      return (
        <Page
          title="This link does not open the board"
          text={way.problem.title}
          command={way.problem.code === 'server_unavailable' ? 'yoi up' : 'yoi open'}
        >
          <Login />
        </Page>
      );
    case 'none':
      return (
        <Page
          title="Open the board from the command line"
          text="Each browser is let in by a link that is good once, for a minute. This makes one, and opens it:"
          command="yoi open"
        >
          <Login />
        </Page>
      );
  }
}

/** A session in the workspace that the address names, else in the one it was opened for. */
function Session({ token, workspace }: SessionToken) {
  const session = useMemo(() => ({ token, workspace }), [token, workspace]);
  const role = useRoleOf(session);
  const [open, setOpen] = useState<OpenSession | null>(null);
  useEffect(() => {
    const { state, adopt, close } = openBoard(session);
    setOpen({ session, board: state, adopt });
    return close;
  }, [session]);
  return (
    open?.session === session && (
      <SessionContext key={`${token} ${workspace}`} value={open}>
        <RoleContext value={role}>
          <Places />
        </RoleContext>
      </SessionContext>
    )
  );
}

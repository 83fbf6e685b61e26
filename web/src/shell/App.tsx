import { useEffect, useState } from 'react';
import type { SessionToken } from '../api/types';
import { BoardPage } from '../board/BoardPage';
import { type BoardState, openBoard } from '../board/store';
import { type Store, useStore } from '../ui/store';
import { Page } from './Page';
import { entry } from './sessions';

/** Shows nothing where there is nothing yet: the page's own shell then stands in. */
export function App() {
  const way = useStore(entry);
  // Whatever comes from here on, a board may follow it.
  useEffect(() => {
    delete document.documentElement.dataset.entry;
  }, []);
  switch (way.kind) {
    case 'open':
      return <Session key={way.session.token} session={way.session} />;
    case 'redeeming':
      return null;
    case 'refused':
      return (
        <Page
          title="This link does not open the board"
          text={way.problem.title}
          command={way.problem.code === 'server_unavailable' ? 'yoi up' : 'yoi open'}
        />
      );
    case 'none':
      return (
        <Page
          title="Open the board from the command line"
          text="Each browser is let in by a link that is good once, for a minute. This makes one, and opens it:"
          command="yoi open"
        />
      );
  }
}

function Session({ session }: { session: SessionToken }) {
  const [state, setState] = useState<Store<BoardState> | null>(null);
  useEffect(() => {
    const opened = openBoard(session);
    setState(opened.state);
    return opened.close;
  }, [session]);
  return state && <BoardPage store={state} />;
}

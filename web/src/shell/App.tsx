import { useEffect, useState } from 'react';
import type { SessionToken } from '../api/types';
import { BoardPage } from '../board/BoardPage';
import { Skeleton } from '../board/Skeleton';
import { type BoardState, openBoard } from '../board/store';
import { type Store, useStore } from '../ui/store';
import { Page } from './Page';
import { entry } from './sessions';

export function App() {
  const way = useStore(entry);
  switch (way.kind) {
    case 'open':
      return <Session key={way.session.token} session={way.session} />;
    case 'redeeming':
      return (
        <div className="flex h-full flex-col">
          <Skeleton />
        </div>
      );
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

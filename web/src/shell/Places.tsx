import { Activity as Kept, lazy, Suspense, useCallback, useRef, useState } from 'react';
import { BoardPage } from '../board/BoardPage';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { Prose } from '../ui/Prose';
import { useStore } from '../ui/store';
import { Header } from './Header';
import { Login } from './Login';
import { Notices, Stale } from './Notices';
import { NoWorkspace } from './NoWorkspace';
import { Nowhere } from './Nowhere';
import { Page } from './Page';
import type { Place } from './places';
import { useMay } from './role';
import { usePlace } from './router';
import { Search } from './Search';
import { useSession } from './session';

// The board is what is painted first; all other pages are fetched when somebody goes there.
const TicketPage = lazy(() => import('../ticket/TicketPage'));
const WorkersPage = lazy(() => import('../workers/WorkersPage'));
const DraftDialog = lazy(() => import('../draft/DraftDialog'));
const WorkerPage = lazy(() => import('../worker/WorkerPage'));

const heights: Record<Place['kind'], string> = {
  board: 'min-h-full md:h-full',
  ticket: 'min-h-full',
  workers: 'min-h-full',
  worker: 'h-dvh',
  nowhere: 'min-h-full',
};

/** The page of the address, below the header that all of them have. */
export function Places() {
  const { board: store } = useSession();
  const state = useStore(store);
  const place = usePlace();
  const [query, setQuery] = useState('');
  const search = useRef<HTMLInputElement>(null);
  const [drafts, setDrafts] = useState(false);
  const { board, line } = state;
  const isBoard = place.kind === 'board';
  // Once drawn, the board is kept as it was: its filter, its place, how far it was scrolled.
  const drawn = useRef(false);
  drawn.current ||= isBoard;

  const mayWrite = useMay('operator');
  const create = useCallback(() => setDrafts(mayWrite), [mayWrite]);

  if (!board && line.kind === 'refused' && line.problem.status === 404) return <NoWorkspace />;
  if (!board && line.kind === 'refused')
    return (
      <Page title="This session is over" text={line.problem.title} command="yoi open">
        <Login />
      </Page>
    );
  if (!board && line.kind === 'lost')
    return (
      <Page
        title="The server does not answer"
        text="The page comes back by itself once the server runs. In the workspace’s folder:"
        command="yoi up"
      >
        <p role="status" className="mt-4 flex items-center gap-2 text-xs text-ink-3">
          <span className="size-2 animate-breathe rounded-full bg-warn" />
          trying again…
        </p>
      </Page>
    );
  if (!board) return null;
  return (
    <div className={`flex flex-col ${heights[place.kind]}`}>
      <Header state={state} place={place}>
        {isBoard && (
          <>
            <Search query={query} onQuery={setQuery} input={search} />
            {mayWrite && (
              <span className="flex max-md:order-last">
                <Button small keys="c" onClick={create}>
                  <Icon name="plus" className="size-3" />
                  <span className="max-md:sr-only">New ticket</span>
                </Button>
              </span>
            )}
          </>
        )}
      </Header>
      {line.kind === 'refused' && (
        <Stale>
          <Prose text={`What you see is no longer kept up to date. ${line.problem.title}`} />
        </Stale>
      )}
      {isBoard && <Notices notices={board.workspace.notices} />}
      {drawn.current && (
        <Kept mode={isBoard ? 'visible' : 'hidden'}>
          <BoardPage board={board} query={query} search={search} onCreate={create} />
        </Kept>
      )}
      {drafts && (
        <Suspense>
          <DraftDialog onClose={() => setDrafts(false)} />
        </Suspense>
      )}
      <Suspense fallback={<main aria-busy="true" className="flex-1" />}>
        <Elsewhere place={place} />
      </Suspense>
    </div>
  );
}

function Elsewhere({ place }: { place: Place }) {
  switch (place.kind) {
    case 'board':
      return null;
    case 'ticket':
      return <TicketPage key={place.id} id={place.id} />;
    case 'workers':
      return <WorkersPage />;
    case 'worker':
      return <WorkerPage key={`${place.worker}@${place.runtime}`} runtime={place.runtime} worker={place.worker} />;
    case 'nowhere':
      return <Nowhere title="There is no such page" text="The address leads nowhere in this dashboard." />;
  }
}

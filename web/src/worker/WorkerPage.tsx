import { useEffect, useMemo, useRef } from 'react';
import { Stale } from '../shell/Notices';
import { Nowhere } from '../shell/Nowhere';
import { Prose } from '../ui/Prose';
import { Composer } from './Composer';
import { WorkerContext } from './context';
import { problemText } from './problem-text';
import { type Folded, foldRows } from './rows';
import { Transcript } from './Transcript';
import { useWorker } from './useWorker';
import { WorkerHead } from './WorkerHead';

interface Props {
  runtime: string;
  worker: string;
}

const workers = { href: '/workers', name: 'Workers' };

/** A Worker's console: all that it read, said and did, as it goes on, and a line to it. */
export default function WorkerPage({ runtime, worker: id }: Props) {
  const followed = useWorker(runtime, id);
  const { worker, events, flight, line, closed, more } = followed;
  const before = useRef<Folded | null>(null);
  const folded = useMemo(() => {
    before.current = foldRows(events, before.current);
    return before.current;
  }, [events]);
  const name = worker?.name;
  useEffect(() => {
    document.title = `${name ?? 'Worker'} · Yoi`;
  }, [name]);
  const context = useMemo(() => worker && { worker, take: followed.take }, [worker, followed.take]);

  if (!context && line.kind === 'refused')
    return (
      <Nowhere
        title={line.problem.status === 404 ? 'There is no such Worker' : 'This Worker cannot be shown'}
        text={line.problem.title}
        code={line.problem.code}
        back={workers}
      />
    );
  if (!context) return <Skeleton lost={line.kind === 'lost'} />;
  const trouble = problemText(context.worker);
  return (
    <WorkerContext value={context}>
      <main className="flex min-h-0 flex-1 flex-col">
        <WorkerHead />
        {/* Above the transcript, not before it: what comes and goes moves nothing. */}
        <div className="relative z-10">
          <div className="absolute inset-x-0 top-0">
            {line.kind === 'refused' && (
              <Stale>
                <Prose text={`What you see is no longer kept up to date. ${line.problem.title}`} />
              </Stale>
            )}
            {line.kind === 'lost' && (
              <Stale>
                <Prose
                  text={`${closed?.message ?? 'The line to this Worker is lost.'} It is tried again by itself; until then this may be out of date.`}
                />
              </Stale>
            )}
            {trouble && context.worker.desired === 'active' && (
              <Stale>
                <Prose text={trouble} /> <span className="font-mono text-xs">{context.worker.problem}</span>
              </Stale>
            )}
          </div>
        </div>
        <Transcript
          rows={folded.rows}
          flight={flight}
          more={more}
          loading={followed.loading}
          problem={followed.problem?.title ?? null}
          onEarlier={followed.loadEarlier}
        />
        <Composer />
      </main>
    </WorkerContext>
  );
}

function Skeleton({ lost }: { lost: boolean }) {
  return (
    <main aria-busy="true" aria-label="The Worker is loading" className="flex min-h-0 flex-1 flex-col">
      <div className="h-13 border-b border-line bg-card" />
      <div className="mx-auto w-full max-w-220 flex-1 px-4 pt-6">
        {lost ? (
          <p role="status" className="flex items-center gap-2 text-ink-2">
            <span className="size-2 animate-breathe rounded-full bg-warn" />
            The server does not answer; trying again…
          </p>
        ) : (
          <div className="flex flex-col gap-3">
            <div className="h-20 rounded-xl bg-lane" />
            <div className="h-10 w-3/4 rounded-lg bg-lane" />
            <div className="h-28 rounded-xl bg-lane" />
          </div>
        )}
      </div>
    </main>
  );
}

import { useEffect, useState } from 'react';
import { Notices } from '../shell/Notices';
import { Nowhere } from '../shell/Nowhere';
import { useMay } from '../shell/role';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { NewWorkerForm } from './NewWorkerForm';
import { ordered } from './order';
import { Runtimes } from './Runtimes';
import { useWorkers } from './useWorkers';
import { WorkersTable } from './WorkersTable';

/** Every Worker of the workspace, over all runtimes. */
export default function WorkersPage() {
  const { workers, problems, runtimes, problem, refresh } = useWorkers();
  const [isAsking, setAsking] = useState(false);
  const mayWrite = useMay('operator');
  useEffect(() => {
    document.title = 'Workers · Yoi';
  }, []);
  if (!workers && problem) return <Nowhere title="Workers cannot be listed" text={problem.title} code={problem.code} />;
  const busy = workers?.filter((worker) => worker.state === 'busy').length ?? 0;
  return (
    <main
      className="mx-auto flex w-full max-w-[76rem] flex-col gap-4 px-3 pt-4 pb-16 md:px-6 md:pt-6"
      aria-busy={!workers}
    >
      {problem && <Notices notices={[{ code: problem.code, message: `This may be out of date. ${problem.title}` }]} />}
      <header className="flex items-center gap-3">
        <h1 className="text-xl leading-7 font-semibold">Workers</h1>
        {workers && (
          <span className="text-ink-3 tabular-nums">
            {workers.length}
            {busy > 0 && `, ${busy} at work`}
          </span>
        )}
        {mayWrite && (
          <span className="ml-auto">
            <Button expanded={isAsking} onClick={() => setAsking(!isAsking)}>
              <Icon name="plus" className="size-3" />
              New Worker
            </Button>
          </span>
        )}
      </header>
      {isAsking && <NewWorkerForm runtimes={runtimes} onCancel={() => setAsking(false)} />}
      {!workers && <div className="h-64 rounded-xl bg-lane" />}
      {workers?.length === 0 && (
        <p className="rounded-xl bg-lane px-4 py-10 text-center text-ink-2 text-pretty">
          No Worker yet. A queued ticket gets its own coder and reviewer; one made by hand is for whatever you ask it.
        </p>
      )}
      {workers && workers.length > 0 && <WorkersTable workers={ordered(workers)} />}
      {runtimes.length > 0 && (
        <div className="mt-4">
          <Runtimes runtimes={runtimes} problems={problems} onChanged={refresh} />
        </div>
      )}
    </main>
  );
}

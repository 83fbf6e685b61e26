import { useEffect, useId, useRef, useState } from 'react';
import { post, workerPath } from '../api/call';
import type { WorkerView } from '../api/types';
import { useMay } from '../shell/role';
import { useSession } from '../shell/session';
import { Button } from '../ui/Button';
import { Prose } from '../ui/Prose';
import { Refused } from '../ui/Refused';
import { controls } from './compose';
import { useConsole } from './context';

const names = { interrupt: 'Interrupt', stop: 'Stop', restore: 'Restore' } as const;

type Control = keyof typeof names;

/** Interrupt, stop, restore. Stopping ends the Worker for good until somebody restores it, so it asks. */
export function Controls() {
  const { session } = useSession();
  const { worker, take } = useConsole();
  const [busy, setBusy] = useState<Control | null>(null);
  const [sure, setSure] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const ids = useId();
  // The question takes the place of the button that had the focus; the careful answer has it then.
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (sure) keep.current?.focus();
  }, [sure]);
  const refusals = controls(worker);
  const shown: Control[] =
    worker.desired !== 'active'
      ? refusals.restore
        ? []
        : ['restore']
      : refusals.restore
        ? ['interrupt', 'stop']
        : ['restore', 'stop'];

  const mayWrite = useMay('operator');
  if (!mayWrite) return null;

  const act = async (control: Control) => {
    setSure(false);
    setBusy(control);
    setProblem(null);
    const answer = await post<WorkerView>(session, `${workerPath(worker.runtime, worker.worker)}/${control}`);
    setBusy(null);
    if (answer.ok) take(answer.value);
    else setProblem(answer.problem.title);
  };

  return (
    <div className="flex flex-wrap items-center gap-2" role="group" aria-label="Controls">
      {problem && (
        <span role="alert" className="text-xs text-bad">
          <Prose text={problem} />
        </span>
      )}
      {sure ? (
        <>
          <span className="text-ink-2">{worker.state === 'busy' ? 'Its run is cancelled. Stop it?' : 'Stop it?'}</span>
          <Button small look="danger" onClick={() => void act('stop')}>
            Stop it
          </Button>
          <Button ref={keep} small look="quiet" onClick={() => setSure(false)}>
            Keep it
          </Button>
        </>
      ) : (
        shown.map((control) => {
          const refused = refusals[control];
          const id = `${ids}-${control}`;
          const button = (
            <Button
              key={control}
              small
              refused={refused}
              describedBy={refused ? id : undefined}
              busy={busy === control}
              onClick={() => (control === 'stop' ? setSure(true) : void act(control))}
            >
              {names[control]}
            </Button>
          );
          return refused ? (
            <Refused key={control} id={id} reason={refused} from="right">
              {button}
            </Refused>
          ) : (
            button
          );
        })
      )}
    </div>
  );
}

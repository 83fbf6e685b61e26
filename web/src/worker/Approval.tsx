import { useState } from 'react';
import { post, workerPath } from '../api/call';
import type { ApprovalAnswer, ApprovalResolvedView, ApprovalView, WorkerView } from '../api/types';
import { useMay } from '../shell/role';
import { useSession } from '../shell/session';
import { Button } from '../ui/Button';
import { elapsed } from '../ui/format';
import { useNow } from '../ui/now';
import { Prose } from '../ui/Prose';
import { visible } from '../ui/visible';
import { useConsole } from './context';

interface Props {
  /** What the call's head says already. */
  said: string;
  asked: ApprovalView;
  answered: ApprovalResolvedView | undefined;
}

/** A call that waits for a person's word, with the word to give. */
export function Approval({ said, asked, answered }: Props) {
  const { session } = useSession();
  const { worker, take } = useConsole();
  const mayWrite = useMay('operator');
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const pending = worker.state === 'waiting_approval' || worker.approvals.some((one) => one.call_id === asked.call_id);
  if (answered || !pending) return null;
  const answer = async (name: string, given: ApprovalAnswer) => {
    setBusy(name);
    setProblem(null);
    const path = `${workerPath(worker.runtime, worker.worker)}/approvals/${encodeURIComponent(asked.call_id)}`;
    const heard = await post<WorkerView>(session, path, given);
    setBusy(null);
    if (heard.ok) take(heard.value);
    else setProblem(heard.problem.title);
  };
  return (
    <section
      aria-label="It asks whether it may"
      className="flex flex-col gap-2 border-t border-warn-line bg-warn-soft px-3 py-2.5"
    >
      <p className="text-warn">
        <span className="font-medium">It asks whether it may.</span> <Deadline at={asked.deadline} />
      </p>
      {visible(asked.text) !== said && (
        <pre className="rounded-md border border-warn-line bg-card px-2.5 py-1.5 font-mono text-xs whitespace-pre-wrap">
          {visible(asked.text)}
        </pre>
      )}
      {mayWrite ? (
        <div className="flex flex-wrap items-center gap-2">
          <Button
            look="primary"
            busy={busy === 'allow'}
            onClick={() => void answer('allow', { allow: true, always: false })}
          >
            Allow
          </Button>
          <Button busy={busy === 'deny'} onClick={() => void answer('deny', { allow: false, always: false })}>
            Deny
          </Button>
          {asked.rule && (
            <Button busy={busy === 'always'} onClick={() => void answer('always', { allow: true, always: true })}>
              Always allow
            </Button>
          )}
          {asked.rule && (
            <span className="min-w-0 basis-full text-xs text-ink-2 sm:flex-1 sm:basis-40">
              Always means, for this Worker: <Prose text={asked.rule} />
            </span>
          )}
        </div>
      ) : (
        <p className="text-ink-2">Its answer needs the role operator.</p>
      )}
      {problem && (
        <p role="alert" className="text-bad">
          <Prose text={problem} />
        </p>
      )}
    </section>
  );
}

function Deadline({ at }: { at: string }) {
  const left = Date.parse(at) - useNow();
  return <span aria-hidden="true">{left > 0 ? `It counts as denied in ${elapsed(left)}.` : 'Its time is over.'}</span>;
}

import { useRef, useState } from 'react';
import { newKey, post, workerPath } from '../api/call';
import type { InputKind, InputView, NewInput } from '../api/types';
import { useMay } from '../shell/role';
import { useSession } from '../shell/session';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { Prose } from '../ui/Prose';
import { composing } from './compose';
import { useConsole } from './context';

const refusals: Record<Exclude<InputView['status'], 'accepted'>, string> = {
  busy: 'A run is under way; it took nothing.',
  rejected: 'It does not take this.',
  not_found: 'There is no such Worker any more.',
  failed: 'The store refused it; nothing was recorded.',
};

/** A message to the Worker: starts a run, or joins the one at hand. What was written stays until it is taken. */
export function Composer() {
  const { session } = useSession();
  const { worker } = useConsole();
  const { kind, name, hint, refused, resumes } = composing(worker);
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const key = useRef(newKey());

  const send = async (as: InputKind) => {
    if (busy || (as !== 'resume' && text.trim() === '')) return;
    setBusy(true);
    setProblem(null);
    const input: NewInput = { text: text.trim(), kind: as };
    const answer = await post<InputView>(
      session,
      `${workerPath(worker.runtime, worker.worker)}/input`,
      input,
      key.current,
    );
    setBusy(false);
    if (!answer.ok) {
      setProblem(answer.problem.title);
      return;
    }
    key.current = newKey();
    const { status, problem: why } = answer.value;
    if (status === 'accepted') setText('');
    else setProblem(why?.message ?? refusals[status]);
  };

  const mayWrite = useMay('operator');
  const silent = mayWrite ? refused : 'You may watch this Worker; speaking to it needs the role operator.';
  if (silent !== undefined)
    return (
      <p className="shrink-0 border-t border-line bg-card px-4 py-3 text-center text-ink-2 text-pretty">
        <Prose text={silent} />
      </p>
    );
  return (
    <form
      className="shrink-0 border-t border-line bg-card px-3 pt-2.5 pb-[max(0.75rem,env(safe-area-inset-bottom))] md:px-0"
      onSubmit={(event) => {
        event.preventDefault();
        void send(kind);
      }}
    >
      <div className="mx-auto flex w-full max-w-220 flex-col gap-1.5 md:px-6">
        {problem && (
          <p role="alert" className="rounded-md bg-bad-soft px-2.5 py-1 text-bad">
            <Prose text={problem} />
          </p>
        )}
        <div className="flex items-end gap-2 rounded-xl border border-edge bg-well py-1.5 pr-1.5 pl-3 has-[textarea:focus-visible]:border-accent has-[textarea:focus-visible]:outline-1 has-[textarea:focus-visible]:outline-accent">
          <textarea
            aria-label={`${name} to ${worker.name}`}
            rows={Math.min(8, text.split('\n').length)}
            value={text}
            placeholder={hint}
            onChange={(event) => {
              setText(event.target.value);
              key.current = newKey();
            }}
            onKeyDown={(event) => {
              if (event.key === 'Escape') event.currentTarget.blur();
              if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
              event.preventDefault();
              void send(kind);
            }}
            className="min-w-0 flex-1 resize-none bg-transparent py-1 text-base leading-5 outline-none placeholder:text-ink-3 md:text-[13px]"
          />
          {resumes && (
            <Button small busy={busy} onClick={() => void send('resume')}>
              Resume
            </Button>
          )}
          <Button
            small
            look="primary"
            type="submit"
            busy={busy}
            refused={text.trim() === '' ? 'Nothing is written yet.' : undefined}
          >
            <Icon name="send" className="size-3" />
            {name}
          </Button>
        </div>
      </div>
    </form>
  );
}

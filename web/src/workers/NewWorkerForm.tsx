import { useEffect, useId, useRef, useState } from 'react';
import { newKey, post } from '../api/call';
import type { NewWorker, RuntimeView, WorkerView } from '../api/types';
import { workerHref } from '../shell/places';
import { go } from '../shell/router';
import { useSession } from '../shell/session';
import { Button } from '../ui/Button';
import { input } from '../ui/input';
import { Prose } from '../ui/Prose';

interface Props {
  runtimes: readonly RuntimeView[];
  onCancel: () => void;
}

/** Asks for a Worker by hand; its console opens once it is there. */
export function NewWorkerForm({ runtimes, onCancel }: Props) {
  const { session } = useSession();
  const [profile, setProfile] = useState('coder');
  const [name, setName] = useState('');
  const [first, setFirst] = useState('');
  const [runtime, setRuntime] = useState('');
  const places = runtimes.filter((one) => one.kind === 'remote' && !one.problem);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  // The same Worker is asked for, however often this is sent as it stands.
  const key = useRef(newKey());
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => field.current?.select(), []);
  const change = (set: (value: string) => void) => (event: { target: { value: string } }) => {
    key.current = newKey();
    set(event.target.value);
  };
  const send = async () => {
    if (busy || profile.trim() === '') return;
    setBusy(true);
    setProblem(null);
    const asked: NewWorker = {
      profile: profile.trim(),
      ...(name.trim() && { name: name.trim() }),
      ...(first.trim() && { input: first.trim() }),
      ...(runtime && { runtime }),
    };
    const answer = await post<WorkerView>(session, 'workers', asked, key.current);
    setBusy(false);
    if (answer.ok) go(workerHref(answer.value.runtime, answer.value.worker));
    else setProblem(answer.problem.title);
  };
  return (
    <form
      aria-label="New Worker"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel();
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
      }}
      className="grid gap-3 rounded-xl border border-line bg-card p-4 shadow-card sm:grid-cols-2"
    >
      <label htmlFor={`${id}-profile`} className="flex flex-col gap-1">
        <span className="text-xs font-medium text-ink-2">Role or profile</span>
        <input
          ref={field}
          id={`${id}-profile`}
          className={`${input} font-mono`}
          value={profile}
          autoComplete="off"
          spellCheck={false}
          onChange={change(setProfile)}
        />
      </label>
      <label htmlFor={`${id}-name`} className="flex flex-col gap-1">
        <span className="text-xs font-medium text-ink-2">Name</span>
        <input
          id={`${id}-name`}
          className={input}
          value={name}
          autoComplete="off"
          placeholder="The profile’s role, where it has none"
          onChange={change(setName)}
        />
      </label>
      {places.length > 0 && (
        <label htmlFor={`${id}-runtime`} className="flex flex-col gap-1 sm:col-span-2">
          <span className="text-xs font-medium text-ink-2">Where</span>
          <select
            id={`${id}-runtime`}
            className={input}
            value={runtime}
            onChange={change(setRuntime)}
            aria-describedby={`${id}-where`}
          >
            <option value="">Here, in a worktree of its own</option>
            {places.map((one) => (
              <option key={one.runtime} value={one.runtime}>
                {one.runtime}
              </option>
            ))}
          </select>
          <span id={`${id}-where`} className="text-xs text-ink-3">
            {runtime
              ? 'Elsewhere it has no files and no shell; it answers in words.'
              : 'The host commits what it changes.'}
          </span>
        </label>
      )}
      <label htmlFor={`${id}-input`} className="flex flex-col gap-1 sm:col-span-2">
        <span className="text-xs font-medium text-ink-2">First message</span>
        <textarea
          id={`${id}-input`}
          rows={3}
          className={`${input} resize-y`}
          value={first}
          placeholder="What it is to do; it may also be told later"
          onChange={change(setFirst)}
        />
      </label>
      <div className="flex items-center gap-2 sm:col-span-2">
        <Button
          type="submit"
          look="primary"
          busy={busy}
          refused={profile.trim() === '' ? 'It needs a role or profile.' : undefined}
        >
          Create
        </Button>
        <Button look="quiet" onClick={onCancel}>
          Cancel
        </Button>
        {problem && (
          <span role="alert" className="min-w-0 text-xs text-bad">
            <Prose text={problem} />
          </span>
        )}
      </div>
    </form>
  );
}

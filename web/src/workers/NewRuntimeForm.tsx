import { useEffect, useId, useRef, useState } from 'react';
import { post } from '../api/call';
import type { NewRuntime, RuntimeView } from '../api/types';
import { useSession } from '../shell/session';
import { Button } from '../ui/Button';
import { input } from '../ui/input';
import { Prose } from '../ui/Prose';

interface Props {
  onCancel: () => void;
  onAdded: () => void;
}

/** Joins a runtime that runs elsewhere; it is asked first, and kept where it answers. */
export function NewRuntimeForm({ onCancel, onAdded }: Props) {
  const { session } = useSession();
  const [runtime, setRuntime] = useState('');
  const [url, setUrl] = useState('');
  const [token, setToken] = useState('');
  const [busy, setBusy] = useState<'test' | 'add' | null>(null);
  const [said, setSaid] = useState<{ text: string; isGood: boolean } | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => field.current?.focus(), []);
  const lacks =
    !runtime.trim() || !url.trim() || !token.trim() ? 'It needs a name, an address and a token.' : undefined;
  const send = async (what: 'test' | 'add') => {
    if (busy || lacks) return;
    setBusy(what);
    setSaid(null);
    const wanted: NewRuntime = { runtime: runtime.trim(), url: url.trim(), token: token.trim() };
    const answer = await post<RuntimeView>(session, what === 'test' ? 'runtimes/test' : 'runtimes', wanted);
    setBusy(null);
    if (!answer.ok) setSaid({ text: answer.problem.title, isGood: false });
    else if (what === 'add') onAdded();
    else setSaid({ text: 'It answers.', isGood: true });
  };
  const text = (
    name: string,
    label: string,
    value: string,
    set: (value: string) => void,
    hint: string,
    secret = false,
  ) => (
    <label htmlFor={`${id}-${name}`} className={`flex flex-col gap-1 ${secret ? 'sm:col-span-2' : ''}`}>
      <span className="text-xs font-medium text-ink-2">{label}</span>
      <input
        ref={name === 'name' ? field : undefined}
        id={`${id}-${name}`}
        type={secret ? 'password' : 'text'}
        className={`${input} font-mono`}
        value={value}
        placeholder={hint}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => set(event.target.value)}
      />
    </label>
  );
  return (
    <form
      aria-label="Add a runtime"
      onSubmit={(event) => {
        event.preventDefault();
        void send('add');
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel();
      }}
      className="grid gap-3 rounded-xl border border-line bg-card p-4 shadow-card sm:grid-cols-2"
    >
      {text('name', 'Name', runtime, setRuntime, 'far')}
      {text('url', 'Address', url, setUrl, 'https://runtime.example:8443')}
      {text('token', 'Token', token, setToken, 'As `yoi runtime token new` printed it', true)}
      <div className="flex flex-wrap items-center gap-2 sm:col-span-2">
        <Button type="submit" look="primary" busy={busy === 'add'} refused={lacks}>
          Add
        </Button>
        <Button busy={busy === 'test'} refused={lacks} onClick={() => void send('test')}>
          Test
        </Button>
        <Button look="quiet" onClick={onCancel}>
          Cancel
        </Button>
        {said && (
          <span role="status" className={`min-w-0 text-xs ${said.isGood ? 'text-good' : 'text-bad'}`}>
            <Prose text={said.text} />
          </span>
        )}
      </div>
    </form>
  );
}

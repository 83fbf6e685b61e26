import { useEffect, useId, useRef, useState } from 'react';
import { newKey, post } from '../api/call';
import type { TicketView } from '../api/types';
import { ticketHref } from '../shell/places';
import { go } from '../shell/router';
import { useSession } from '../shell/session';
import { Button } from '../ui/Button';
import { input } from '../ui/input';
import { Prose } from '../ui/Prose';
import { draftOf, template } from './draft';

/** A new ticket, written where one is; its page opens once the server has it. */
export default function DraftDialog({ onClose }: { onClose: () => void }) {
  const { session, adopt } = useSession();
  const [title, setTitle] = useState('');
  const [body, setBody] = useState(template);
  const [priority, setPriority] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  // The same ticket is asked for, however often this is sent as it stands.
  const key = useRef(newKey());
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  const touched = title.trim() !== '' || body !== template;
  const change = (set: (value: string) => void) => (event: { target: { value: string } }) => {
    key.current = newKey();
    set(event.target.value);
  };
  const send = async () => {
    if (busy || title.trim() === '') return;
    setBusy(true);
    setProblem(null);
    const answer = await post<TicketView>(session, 'tickets', draftOf(title, body, priority), key.current);
    setBusy(false);
    if (!answer.ok) {
      setProblem(answer.problem.title);
      return;
    }
    adopt(answer.value.card);
    onClose();
    go(ticketHref(answer.value.card.id));
  };
  return (
    <dialog
      ref={dialog}
      aria-labelledby={`${id}-name`}
      onCancel={(event) => {
        event.preventDefault();
        // What was written is not lost by one key.
        if (!touched) onClose();
      }}
      className="m-auto w-[min(42rem,calc(100vw-1.5rem))] rounded-2xl border border-line bg-card p-0 text-ink shadow-sheet backdrop:bg-black/25"
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
        }}
        className="flex flex-col gap-3.5 p-5"
      >
        <h2 id={`${id}-name`} className="text-base leading-6 font-semibold">
          New ticket
        </h2>
        <div className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_8rem]">
          <label htmlFor={`${id}-title`} className="flex flex-col gap-1">
            <span className="text-xs font-medium text-ink-2">Title</span>
            <input
              id={`${id}-title`}
              className={input}
              value={title}
              autoComplete="off"
              placeholder="What should be true afterwards"
              onChange={change(setTitle)}
            />
          </label>
          <label htmlFor={`${id}-priority`} className="flex flex-col gap-1">
            <span className="text-xs font-medium text-ink-2">Priority</span>
            <input
              id={`${id}-priority`}
              className={input}
              value={priority}
              autoComplete="off"
              placeholder="high"
              onChange={change(setPriority)}
            />
          </label>
        </div>
        <label htmlFor={`${id}-body`} className="flex flex-col gap-1">
          <span className="text-xs font-medium text-ink-2">Body, in Markdown</span>
          <textarea
            id={`${id}-body`}
            rows={12}
            className={`${input} resize-y font-mono text-xs md:text-xs`}
            value={body}
            onChange={change(setBody)}
          />
          <span className="text-xs text-ink-3">
            To become ready it needs both sections: what is required, and how one sees that it is done.
          </span>
        </label>
        {problem && (
          <p role="alert" className="rounded-md bg-bad-soft px-2.5 py-1.5 text-bad">
            <Prose text={problem} />
          </p>
        )}
        <div className="flex items-center gap-2">
          <Button
            type="submit"
            look="primary"
            busy={busy}
            refused={title.trim() === '' ? 'It needs a title.' : undefined}
          >
            Create
          </Button>
          <Button look="quiet" onClick={onClose}>
            {touched ? 'Throw away' : 'Cancel'}
          </Button>
          <span className="ml-auto text-xs text-ink-3 pointer-coarse:hidden">Ctrl+Enter creates it</span>
        </div>
      </form>
    </dialog>
  );
}

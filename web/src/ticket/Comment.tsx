import { useId, useRef, useState } from 'react';
import { newKey, post, ticketPath } from '../api/call';
import type { TicketView } from '../api/types';
import { useSession } from '../shell/session';
import { Button } from '../ui/Button';
import { input } from '../ui/input';
import { Prose } from '../ui/Prose';

interface Props {
  id: string;
  onDone: (view: TicketView) => void;
}

/** A person's words for the record. What was written stays in the field until the server has it. */
export function Comment({ id, onDone }: Props) {
  const { session } = useSession();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  // One text is one comment, however often it is sent.
  const key = useRef(newKey());
  const field = useId();
  const send = async () => {
    const body = text.trim();
    if (body === '' || busy) return;
    setBusy(true);
    setProblem(null);
    const answer = await post<TicketView>(session, `${ticketPath(id)}/comments`, { body }, key.current);
    setBusy(false);
    if (!answer.ok) {
      setProblem(answer.problem.title);
      return;
    }
    key.current = newKey();
    setText('');
    onDone(answer.value);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      className="flex flex-col gap-2 md:pl-6"
    >
      <label htmlFor={field} className="sr-only">
        Comment
      </label>
      <textarea
        id={field}
        rows={text === '' ? 2 : 5}
        value={text}
        placeholder="Comment, in Markdown…"
        onChange={(event) => {
          setText(event.target.value);
          if (!busy) key.current = newKey();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
        className={`${input} resize-y bg-card`}
      />
      <div className="flex items-center gap-3">
        <Button type="submit" refused={text.trim() === '' ? 'Nothing is written yet.' : undefined} busy={busy}>
          Comment
        </Button>
        <span className="text-xs text-ink-3 pointer-coarse:hidden">Ctrl+Enter sends it</span>
        {problem && (
          <span role="alert" className="min-w-0 text-xs text-bad">
            <Prose text={problem} />
          </span>
        )}
      </div>
    </form>
  );
}

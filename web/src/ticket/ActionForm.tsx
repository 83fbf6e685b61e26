import { useEffect, useId, useRef, useState } from 'react';
import type { TicketActionView } from '../api/types';
import { Button } from '../ui/Button';
import { input } from '../ui/input';
import { fieldsOf, lacking, type Values } from './actions';

interface Props {
  action: TicketActionView;
  busy: boolean;
  onSend: (values: Values) => void;
  onCancel: () => void;
}

/** What an action needs to be told, right below its button. */
export function ActionForm({ action, busy, onSend, onCancel }: Props) {
  const [values, setValues] = useState<Values>({});
  const [tried, setTried] = useState(false);
  const first = useRef<HTMLTextAreaElement & HTMLInputElement>(null);
  const id = useId();
  useEffect(() => first.current?.focus(), []);
  const lack = lacking(action, values);
  const send = () => {
    setTried(true);
    if (lack === null && !busy) onSend(values);
  };
  return (
    <form
      aria-label={action.name}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.preventDefault();
          onCancel();
        }
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
      }}
      className="flex w-full flex-col gap-3 rounded-xl border border-line bg-card p-3.5 shadow-card md:absolute md:top-full md:right-0 md:z-20 md:mt-2 md:w-110 md:border-edge md:shadow-sheet"
    >
      {fieldsOf(action).map((field, index) => {
        const shared = {
          id: `${id}-${field.need}`,
          placeholder: field.hint,
          value: values[field.need] ?? '',
          onChange: (event: { target: { value: string } }) =>
            setValues({ ...values, [field.need]: event.target.value }),
          ...(index === 0 && { ref: first }),
        };
        return (
          <label key={field.need} htmlFor={shared.id} className="flex flex-col gap-1">
            <span className="text-xs font-medium text-ink-2">{field.name}</span>
            {field.long ? (
              <textarea {...shared} rows={4} className={`${input} resize-y`} />
            ) : (
              <input {...shared} type="text" autoComplete="off" className={input} />
            )}
          </label>
        );
      })}
      <div className="flex items-center gap-2">
        <Button type="submit" look="primary" busy={busy}>
          {action.name}
        </Button>
        <Button look="quiet" onClick={onCancel}>
          Cancel
        </Button>
        {tried && lack && (
          <span role="alert" className="ml-auto text-xs text-bad">
            {lack}
          </span>
        )}
      </div>
    </form>
  );
}

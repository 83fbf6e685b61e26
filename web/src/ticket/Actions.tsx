import { useId, useState } from 'react';
import { newKey, post, ticketPath } from '../api/call';
import type { TicketActionView, TicketView } from '../api/types';
import { useMay } from '../shell/role';
import { useSession } from '../shell/session';
import { Button } from '../ui/Button';
import { Prose } from '../ui/Prose';
import { Refused } from '../ui/Refused';
import { ActionForm } from './ActionForm';
import { arranged, fieldsOf, moveOf, type Values } from './actions';

interface Props {
  view: TicketView;
  onDone: (view: TicketView) => void;
  /** The ticket is not what was seen any more. */
  onStale: () => void;
}

/** What a person may do with the ticket. What the gate would refuse is there too, with its reason. */
export function Actions({ view, onDone, onStale }: Props) {
  const { session } = useSession();
  const { id, state } = view.card;
  const [open, setOpen] = useState<string | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const ids = useId();
  const mayWrite = useMay('operator');
  if (view.actions.length === 0 || !mayWrite) return null;
  const asked = view.actions.find((action) => action.name === open && !action.refused);

  const act = async (action: TicketActionView, values: Values) => {
    setBusy(action.name);
    setProblem(null);
    const answer = await post<TicketView>(
      session,
      `${ticketPath(id)}/transitions`,
      moveOf(state, action, values),
      newKey(),
    );
    setBusy(null);
    if (answer.ok) {
      setOpen(null);
      onDone(answer.value);
      return;
    }
    setProblem(answer.problem.title);
    if (answer.problem.status === 409) onStale();
  };

  return (
    <div className="relative flex max-w-full min-w-0 flex-col gap-2 max-md:w-full">
      <div className="flex flex-wrap gap-2 md:justify-end" role="group" aria-label="Actions">
        {arranged(state, view.actions).map(([action, look]) => {
          const reason = action.refused ? `${ids}-${action.to}-${action.name}` : undefined;
          const button = (
            <Button
              key={action.name}
              look={look}
              refused={action.refused?.message}
              describedBy={reason}
              busy={busy === action.name}
              expanded={fieldsOf(action).length > 0 && !action.refused ? open === action.name : undefined}
              onClick={() => {
                setProblem(null);
                if (fieldsOf(action).length === 0) void act(action, {});
                else setOpen(open === action.name ? null : action.name);
              }}
            >
              {action.name}
            </Button>
          );
          return action.refused && reason ? (
            <Refused key={action.name} id={reason} reason={action.refused.message}>
              {button}
            </Refused>
          ) : (
            button
          );
        })}
      </div>
      {asked && (
        <ActionForm
          key={asked.name}
          action={asked}
          busy={busy !== null}
          onSend={(values) => void act(asked, values)}
          onCancel={() => setOpen(null)}
        />
      )}
      {problem && (
        <p role="alert" className="max-w-120 rounded-md bg-bad-soft px-2.5 py-1.5 text-bad text-pretty md:self-end">
          <Prose text={problem} />
        </p>
      )}
    </div>
  );
}

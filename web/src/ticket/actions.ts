import type { ActionNeed, TicketActionView, TicketMove } from '../api/types';

/** The way a ticket goes by itself: from a state to the one a person most likely wants next. */
const forward: Record<string, string> = { planning: 'ready', ready: 'queued', inprogress: 'queued', done: 'closed' };

export type ActionLook = 'primary' | 'plain' | 'quiet';

/** What may be done, the likely next thing first; it stands out where it is not refused. */
export function arranged(state: string, actions: readonly TicketActionView[]): [TicketActionView, ActionLook][] {
  const next = (action: TicketActionView) => action.to === forward[state];
  const look = (action: TicketActionView): ActionLook =>
    next(action) && !action.refused ? 'primary' : action.to === 'closed' ? 'quiet' : 'plain';
  const rank = (action: TicketActionView) => (next(action) ? 0 : action.to === 'closed' ? 2 : 1);
  return [...actions].sort((a, b) => rank(a) - rank(b)).map((action) => [action, look(action)]);
}

export interface Field {
  need: ActionNeed;
  name: string;
  hint: string;
  long: boolean;
}

const fields: Record<ActionNeed, Field> = {
  reason: { need: 'reason', name: 'Reason', hint: 'Why, in one line', long: false },
  body: {
    need: 'body',
    name: 'What is missing',
    hint: 'What the ticket needs before it is ready. Markdown.',
    long: true,
  },
  resolution: { need: 'resolution', name: 'Resolution', hint: 'How it was settled. Markdown.', long: true },
};

/** What a person is asked for with an action. Needs this page does not know cannot be filled in, and are not asked for. */
export function fieldsOf(action: TicketActionView): Field[] {
  return action.needs.flatMap((need) => (Object.hasOwn(fields, need) ? [fields[need]] : []));
}

export type Values = Partial<Record<ActionNeed, string>>;

const mostReason = 1024;

/** What still keeps the form from being sent; null where nothing does. */
export function lacking(action: TicketActionView, values: Values): string | null {
  for (const { need, name } of fieldsOf(action)) {
    if (!values[need]?.trim()) return `Fill in “${name}”.`;
  }
  if (new TextEncoder().encode(values.reason?.trim() ?? '').length > mostReason) return 'The reason is too long.';
  return null;
}

export function moveOf(expected: string, action: TicketActionView, values: Values): TicketMove {
  const move: TicketMove = { expected, to: action.to };
  for (const { need } of fieldsOf(action)) move[need] = values[need]?.trim() ?? '';
  return move;
}

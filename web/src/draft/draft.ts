import type { TicketDraft } from '../api/types';

/** What a ticket's body begins as: what the gate to ready looks for. */
export const template = '\n\n## Requirements\n\n- \n\n## Acceptance criteria\n\n- \n';

/** The draft as it is sent; empty items of the template that nobody filled in are left as they are, an untouched body is left out. */
export function draftOf(title: string, body: string, priority: string): TicketDraft {
  const written = body.trim() !== template.trim() && body.trim() !== '';
  return {
    title: title.replace(/\s+/g, ' ').trim(),
    ...(written && { body: `${body.trim()}\n` }),
    ...(priority.trim() && { priority: priority.trim() }),
  };
}

import { newKey, post, ticketPath } from '../api/call';
import type { BoardCard, TicketView } from '../api/types';
import type { OpenSession } from '../shell/session';
import { Store } from '../ui/store';
import { nextStep } from './next';

/** How a step that was asked for on the board stands. */
export type Asked = { kind: 'pending' } | { kind: 'refused'; text: string };

export type Moves = ReadonlyMap<string, Asked>;

/** Steps asked for on the board. A card moves only once the server said so; until then its button says that it is under way. */
export function openMoves(open: OpenSession) {
  const state = new Store<Moves>(new Map());
  const note = (id: string, asked: Asked | null) => {
    const moves = new Map(state.get());
    if (asked) moves.set(id, asked);
    else moves.delete(id);
    state.set(moves);
  };
  return {
    state,
    forget: (id: string) => {
      if (state.get().get(id)?.kind === 'refused') note(id, null);
    },
    /** Answers whether it was done. */
    advance: async (card: BoardCard): Promise<boolean> => {
      const step = nextStep(card);
      if (!step || state.get().get(card.id)?.kind === 'pending') return false;
      note(card.id, { kind: 'pending' });
      const move = { expected: card.state, to: step.to };
      const answer = await post<TicketView>(open.session, `${ticketPath(card.id)}/transitions`, move, newKey());
      note(card.id, answer.ok ? null : { kind: 'refused', text: answer.problem.title });
      if (answer.ok) open.adopt(answer.value.card);
      return answer.ok;
    },
  };
}

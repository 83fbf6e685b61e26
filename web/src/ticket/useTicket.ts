import { useCallback, useEffect, useRef, useState } from 'react';
import { get, ticketPath } from '../api/call';
import type { Problem } from '../api/problem';
import type { TicketView } from '../api/types';
import { useSession } from '../shell/session';
import { useStore } from '../ui/store';

/** Tickets looked at before are shown at once, and brought up to date behind. */
const kept = new Map<string, TicketView>();
const mostKept = 30;

function keep(view: TicketView) {
  kept.delete(view.card.id);
  kept.set(view.card.id, view);
  const oldest = kept.keys().next().value;
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
}

export interface TicketState {
  view: TicketView | null;
  /** Why it could not be read the last time; what was read before is still shown. */
  problem: Problem | null;
  /** Takes in the ticket as the answer to a change brought it. */
  take: (view: TicketView) => void;
  refresh: () => void;
}

/** A ticket, read anew whenever the board says that something about it changed. */
export function useTicket(id: string): TicketState {
  const { session, board, adopt } = useSession();
  const card = useStore(board).board?.cards.get(id);
  const [view, setView] = useState<TicketView | null>(kept.get(id) ?? null);
  const [problem, setProblem] = useState<Problem | null>(null);
  // One reading at a time; what changed meanwhile is read after it.
  const reading = useRef<{ again: boolean } | null>(null);
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);

  const refresh = useCallback(async () => {
    if (reading.current) {
      reading.current.again = true;
      return;
    }
    const turn = { again: true };
    reading.current = turn;
    while (turn.again && here.current) {
      turn.again = false;
      const answer = await get<TicketView>(session, ticketPath(id));
      if (!here.current) break;
      if (answer.ok) {
        keep(answer.value);
        setView(answer.value);
      }
      setProblem(answer.ok ? null : answer.problem);
    }
    reading.current = null;
  }, [session, id]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another card is what says that there is something to read
  useEffect(() => {
    void refresh();
  }, [refresh, card]);

  const take = useCallback(
    (next: TicketView) => {
      keep(next);
      setView(next);
      setProblem(null);
      adopt(next.card);
    },
    [adopt],
  );
  return { view, problem, take, refresh: () => void refresh() };
}

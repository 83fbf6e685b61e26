import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { get, ticketPath } from '../api/call';
import type { Problem } from '../api/problem';
import type { BoardCard, TicketView } from '../api/types';
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
  const cards = useStore(board).board?.cards;
  const [view, setView] = useState<TicketView | null>(kept.get(id) ?? null);
  const around = useAround(view, cards);
  const card = cards?.get(id);
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
  }, [refresh, card, around]);

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

/** A value that is another one once a ticket that this one is related to, or waits for, came to another state or name. */
function useAround(view: TicketView | null, cards: ReadonlyMap<string, BoardCard> | undefined): string {
  return useMemo(() => {
    const ids = [...(view?.relations ?? []).map((one) => one.ticket), ...(view?.waits ?? []).map((one) => one.on)];
    const told = [...new Set(ids)].sort().map((one) => one && cards?.get(one));
    return JSON.stringify(told.map((one) => one && [one.id, one.state, one.title]));
  }, [view, cards]);
}

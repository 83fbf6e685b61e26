import type { BoardCard } from '../api/types';
import { ticketHref, workerHref } from '../shell/places';
import { columnStates } from './columns';

export interface Need {
  card: BoardCard;
  kind: 'approval' | 'parked' | 'close' | 'unreadable';
  /** Why a person is asked, in a sentence. */
  reason: string;
  since: string;
  /** Where it is settled. */
  href: string;
}

/** What a card asks of a person, if anything. */
export function needOf(card: BoardCard): Need | null {
  const { attempt } = card;
  const href = ticketHref(card.id);
  if (card.diagnostic || !(columnStates as readonly string[]).includes(card.state)) {
    const reason = card.diagnostic?.message ?? `This page does not know the state “${card.state}”. Reload it.`;
    return { card, kind: 'unreadable', reason, since: card.updated_at, href };
  }
  if (attempt?.worker?.state === 'waiting_approval') {
    const { name, runtime, id } = attempt.worker;
    const reason = `${name} asks whether it may; nothing of it runs until you say so.`;
    return { card, kind: 'approval', reason, since: attempt.since, href: workerHref(runtime, id) };
  }
  if (attempt?.parked) {
    return { card, kind: 'parked', reason: attempt.parked.message, since: attempt.since, href };
  }
  if (card.state === 'done' && (!attempt || attempt.step === 'close')) {
    const since = attempt?.since ?? card.updated_at;
    return { card, kind: 'close', reason: 'Done; it waits for you to close it.', since, href };
  }
  return null;
}

/** All that asks for a person: who waits for a word, what stopped, what is finished, each oldest first. */
export function needsOf(cards: Iterable<BoardCard>, shows: (card: BoardCard) => boolean): Need[] {
  const needs: Need[] = [];
  for (const card of cards) {
    const need = shows(card) ? needOf(card) : null;
    if (need) needs.push(need);
  }
  const rank = (need: Need) => (need.kind === 'approval' ? 0 : need.kind === 'close' ? 2 : 1);
  return needs.sort((a, b) => rank(a) - rank(b) || Date.parse(a.since) - Date.parse(b.since));
}

/** The key of a need's place on the board; its card has another. */
export function needKey(need: Need): string {
  return `need ${need.card.id}`;
}

import type { BoardCard } from '../api/types';
import { activityWords } from './Activity';
import { stepName } from './steps';

/** A card in one sentence, for those who hear it. */
export function describe(card: BoardCard): string {
  const { attempt } = card;
  const parts = [card.title, card.priority && `priority ${card.priority}`];
  if (attempt && card.state !== 'closed') {
    parts.push(attempt.parked ? `parked: ${attempt.parked.message}` : stepName(attempt.step));
    if (attempt.worker) parts.push(activityWords(attempt.worker));
  }
  return parts.filter(Boolean).join(', ');
}

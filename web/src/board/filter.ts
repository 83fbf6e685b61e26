import type { BoardCard } from '../api/types';

/** Whether a card holds every word of the query, anywhere in what it shows. */
export function matcher(query: string): (card: BoardCard) => boolean {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return () => true;
  return (card) => {
    const { attempt } = card;
    const text = [
      card.id,
      card.title,
      card.state,
      card.priority,
      card.diagnostic?.message,
      attempt?.step,
      attempt?.branch,
      attempt?.merge,
      attempt?.worker?.name,
      attempt?.worker?.role,
      attempt?.parked?.message,
    ]
      .join('\n')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  };
}

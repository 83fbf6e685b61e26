import type { BoardCard } from '../api/types';

export const columnStates = ['planning', 'ready', 'queued', 'inprogress', 'done', 'closed'] as const;

export type ColumnState = (typeof columnStates)[number];

export const columnNames: Record<ColumnState, string> = {
  planning: 'Planning',
  ready: 'Ready',
  queued: 'Queued',
  inprogress: 'In progress',
  done: 'Done',
  closed: 'Closed',
};

/** What an empty column is for, and what brings a ticket into it. */
export const columnHints: Record<ColumnState, string> = {
  planning: 'New tickets start here.',
  ready: 'Tickets with requirements and acceptance criteria.',
  queued: 'Queued tickets start as soon as nothing blocks them.',
  inprogress: 'Nothing runs.',
  done: 'Merged work waits here to be closed.',
  closed: 'Closed tickets rest here.',
};

export interface ColumnCards {
  state: ColumnState;
  cards: BoardCard[];
  /** How many there are without the filter. */
  total: number;
}

/** The columns: in order of creation, so that nothing jumps; what is finished with the newest first. */
export function columnsOf(cards: Iterable<BoardCard>, shows: (card: BoardCard) => boolean): ColumnCards[] {
  const columns = new Map<string, ColumnCards>(columnStates.map((state) => [state, { state, cards: [], total: 0 }]));
  for (const card of cards) {
    const column = columns.get(card.state);
    if (!column) continue;
    column.total++;
    if (shows(card)) column.cards.push(card);
  }
  for (const { state, cards: shown } of columns.values()) {
    const finished = state === 'done' || state === 'closed';
    shown.sort((a, b) => (finished ? compare(b.updated_at, a.updated_at) || compare(a.id, b.id) : compare(a.id, b.id)));
  }
  return [...columns.values()];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

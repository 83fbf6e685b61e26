import type { BoardCard, BoardFrame, WorkspaceView } from '../api/types';

export interface Board {
  workspace: WorkspaceView;
  cards: ReadonlyMap<string, BoardCard>;
  /** Tickets that came to another column with the last frames, to be pointed out once. */
  moved: ReadonlySet<string>;
}

/** The board after these frames. Nothing can be applied before the first snapshot. */
export function applyFrames(board: Board | null, frames: readonly BoardFrame[]): Board | null {
  if (frames.length === 0) return board;
  let workspace = board?.workspace ?? null;
  let cards = new Map(board?.cards);
  const moved = new Set<string>();
  for (const frame of frames) {
    switch (frame.frame) {
      case 'snapshot':
        workspace = frame.board.workspace;
        cards = new Map(frame.board.cards.map((card) => [card.id, card]));
        break;
      case 'card':
        if (cards.get(frame.card.id)?.state !== frame.card.state) moved.add(frame.card.id);
        cards.set(frame.card.id, frame.card);
        break;
      case 'gone':
        cards.delete(frame.id);
        break;
      default:
        // A newer server may send more; what this page does not know it does not show.
        break;
    }
  }
  return workspace && { workspace, cards, moved };
}

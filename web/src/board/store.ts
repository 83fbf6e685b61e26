import { follow } from '../api/follow';
import type { Problem } from '../api/problem';
import type { BoardCard, BoardFrame, SessionToken } from '../api/types';
import { Store } from '../ui/store';
import { applyFrames, type Board } from './board';

export type Line = { kind: 'opening' } | { kind: 'live' } | { kind: 'lost' } | { kind: 'refused'; problem: Problem };

export interface BoardState {
  board: Board | null;
  line: Line;
  /** When the server was last heard, in milliseconds. */
  heardAt: number | null;
}

/** The board of a session, followed until it is closed. */
export function openBoard(session: SessionToken) {
  const state = new Store<BoardState>({ board: null, line: { kind: 'opening' }, heardAt: null });
  const ending = new AbortController();
  const follower = {
    heard: (frames: BoardFrame[]) => {
      const { board } = state.get();
      state.set({ board: applyFrames(board, frames), line: { kind: 'live' }, heardAt: Date.now() });
    },
    lost: () => state.set({ ...state.get(), line: { kind: 'lost' } }),
    refused: (problem: Problem) => state.set({ ...state.get(), line: { kind: 'refused', problem } }),
  };
  void follow(session, 'board/stream', follower, ending.signal);
  return {
    state,
    adopt: (card: BoardCard) =>
      state.set({ ...state.get(), board: applyFrames(state.get().board, [{ frame: 'card', card }]) }),
    close: () => ending.abort(),
  };
}

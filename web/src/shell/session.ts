import { createContext, useContext } from 'react';
import type { BoardCard, SessionToken } from '../api/types';
import type { BoardState } from '../board/store';
import type { Store } from '../ui/store';

/** What every page stands on: who is let in, and the board as it is kept up to date. */
export interface OpenSession {
  session: SessionToken;
  board: Store<BoardState>;
  /** Takes in a card that an answer of the server brought before the stream did. */
  adopt: (card: BoardCard) => void;
}

export const SessionContext = createContext<OpenSession | null>(null);

export function useSession(): OpenSession {
  const open = useContext(SessionContext);
  if (!open) throw new Error('There is no session around this component.');
  return open;
}

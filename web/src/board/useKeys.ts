import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { type Direction, directionOf, type Grid, move } from './navigate';

export interface Keys {
  /** The key of the one card that Tab reaches. */
  held: string | null;
  hold(key: string): void;
  /** The card above or below, held from now on; null at the ends. */
  step(id: string, direction: Direction): string | null;
  /** Focuses the held card. */
  focus(): void;
}

/** What keys do, most of them to the card that has the focus. */
export interface CardKeys {
  /** Space: a look at it. */
  glance(id: string): void;
  /** q: its next step. */
  act(id: string): void;
  /** Escape: what was said about it is read. */
  forget(id: string): void;
  /** c, whatever has the focus: a new ticket. */
  create(): void;
}

/**
 * Moves over the board by keys; one card at a time is reached by Tab, of those that are reachable as things stand.
 * A move may lead to a column that is not in sight: it is revealed first.
 */
export function useKeys(
  grid: Grid,
  reachable: readonly string[],
  search: RefObject<HTMLInputElement | null>,
  reveal: (key: string) => void,
  does: CardKeys,
): Keys {
  const [chosen, setChosen] = useState<string | null>(null);
  const held = chosen !== null && reachable.includes(chosen) ? chosen : (reachable[0] ?? null);
  const now = useRef({ grid, held, reveal, does });
  now.current = { grid, held, reveal, does };

  // Focus is what holds a card. One that is not drawn, beyond the portion shown, cannot be moved to.
  const focus = useCallback((key: string) => {
    now.current.reveal(key);
    document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus();
  }, []);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest('input, textarea, select, dialog')) return;
      if (event.key === '/') {
        event.preventDefault();
        search.current?.focus();
        search.current?.select();
        return;
      }
      if (event.key === 'c') {
        event.preventDefault();
        now.current.does.create();
        return;
      }
      const here = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.key : undefined;
      const id = here?.replace(/^need /, '');
      if (id !== undefined && (event.key === ' ' || event.key === 'q')) {
        event.preventDefault();
        if (event.key === 'q') now.current.does.act(id);
        else now.current.does.glance(id);
        return;
      }
      if (id !== undefined && event.key === 'Escape') now.current.does.forget(id);
      const direction = directionOf(event.key);
      if (direction === null) return;
      event.preventDefault();
      // The first key shows where one stands; the next moves on from there.
      const to = here === undefined ? now.current.held : move(now.current.grid, here, direction);
      if (to !== null) focus(to);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [search, focus]);

  return {
    held,
    hold: setChosen,
    focus: () => {
      if (now.current.held !== null) focus(now.current.held);
    },
    step: (id, direction) => {
      const column = now.current.grid.columns.find((one) => one.includes(id));
      const to = column?.[column.indexOf(id) + (direction === 'down' ? 1 : -1)] ?? null;
      if (to !== null) setChosen(to);
      return to;
    },
  };
}

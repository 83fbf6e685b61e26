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

/** Moves over the board by keys; one card at a time is reached by Tab. */
export function useKeys(grid: Grid, search: RefObject<HTMLInputElement | null>): Keys {
  const [chosen, setChosen] = useState<string | null>(null);
  const all = [...grid.row, ...grid.columns.flat()];
  const held = chosen !== null && all.includes(chosen) ? chosen : (all[0] ?? null);
  const now = useRef({ grid, chosen, held });
  now.current = { grid, chosen, held };

  const focus = useCallback((key: string | null = now.current.held) => {
    if (key !== null) document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus();
  }, []);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest('input, textarea, dialog')) return;
      if (event.key === '/') {
        event.preventDefault();
        search.current?.focus();
        search.current?.select();
        return;
      }
      const direction = directionOf(event.key);
      if (direction === null) return;
      event.preventDefault();
      const onCard = document.activeElement instanceof HTMLElement && document.activeElement.dataset.key !== undefined;
      // The first key shows where one stands; the next moves on from there.
      const from = onCard ? now.current.held : null;
      const to =
        from === null
          ? (now.current.chosen ?? move(now.current.grid, null, direction))
          : move(now.current.grid, from, direction);
      if (to === null) return;
      setChosen(to);
      focus(to);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [search, focus]);

  return {
    held,
    hold: setChosen,
    focus: () => focus(),
    step: (id, direction) => {
      const { columns } = now.current.grid;
      const column = columns.find((one) => one.includes(id));
      const to = column?.[column.indexOf(id) + (direction === 'down' ? 1 : -1)] ?? null;
      if (to !== null) setChosen(to);
      return to;
    },
  };
}

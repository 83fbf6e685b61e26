/** The board as keys see it: the needs-you row above, the columns below, each a list of keys. */
export interface Grid {
  row: readonly string[];
  columns: readonly (readonly string[])[];
  /** Where the way down from the row leads; the first card of all where it is not said. */
  below?: string | undefined;
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/** Which key a move leads to; the same one where there is nothing further, the first of all where none is held. */
export function move(grid: Grid, from: string | null, direction: Direction): string | null {
  const columns = grid.columns.filter((column) => column.length > 0);
  const first = grid.row[0] ?? columns[0]?.[0] ?? null;
  if (from === null) return first;
  const place = grid.row.indexOf(from);
  if (place >= 0) {
    if (direction === 'left') return grid.row[place - 1] ?? from;
    if (direction === 'right') return grid.row[place + 1] ?? from;
    return direction === 'down' ? (grid.below ?? columns[0]?.[0] ?? from) : from;
  }
  const x = columns.findIndex((column) => column.includes(from));
  if (x < 0) return first;
  const column = columns[x] ?? [];
  const y = column.indexOf(from);
  if (direction === 'down') return column[y + 1] ?? from;
  if (direction === 'up') return column[y - 1] ?? grid.row[0] ?? from;
  const aside = columns[x + (direction === 'left' ? -1 : 1)];
  return aside?.[Math.min(y, aside.length - 1)] ?? from;
}

const directions = new Map<string, Direction>([
  ['ArrowLeft', 'left'],
  ['ArrowRight', 'right'],
  ['ArrowUp', 'up'],
  ['ArrowDown', 'down'],
  ['h', 'left'],
  ['l', 'right'],
  ['k', 'up'],
  ['j', 'down'],
]);

/** The direction a key stands for. */
export function directionOf(key: string): Direction | null {
  return directions.get(key) ?? null;
}

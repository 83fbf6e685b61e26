import type { Row } from './rows';

export interface RowBlock {
  key: number;
  rows: Row[];
}

const size = 64;

/** Rows in blocks by their seq, so that a block is the same whatever is loaded before or after it. */
export function blocksOf(rows: readonly Row[]): RowBlock[] {
  const blocks: RowBlock[] = [];
  for (const row of rows) {
    const key = Math.floor(row.seq / size);
    const last = blocks.at(-1);
    if (last && last.key >= key) last.rows.push(row);
    else blocks.push({ key, rows: [row] });
  }
  return blocks;
}

import { expect, it } from 'vitest';
import { blocksOf } from './blocks';
import type { Row } from './rows';
import { said } from './samples';

const rows = (...seqs: number[]) => seqs.map((seq) => ({ kind: 'said', seq, at: '', event: said(seq, 'm') }) as Row);
const shape = (...seqs: number[]) =>
  blocksOf(rows(...seqs)).map(({ key, rows: of }) => [key, of.map((row) => row.seq)]);

it('puts rows together by their seq, whatever comes before', () => {
  expect(shape(63, 64, 100, 128)).toEqual([
    [0, [63]],
    [1, [64, 100]],
    [2, [128]],
  ]);
  expect(shape(100, 128)).toEqual([
    [1, [100]],
    [2, [128]],
  ]);
});

it('keeps rows in their order where a run’s line stands before its message', () => {
  expect(shape(62, 64, 63, 65)).toEqual([
    [0, [62]],
    [1, [64, 63, 65]],
  ]);
});

import { describe, expect, it } from 'vitest';
import { type Direction, directionOf, type Grid, move } from './navigate';

const grid: Grid = { row: ['n1', 'n2'], columns: [['a1', 'a2', 'a3'], [], ['c1'], ['d1', 'd2']] };

describe('move', () => {
  it.each<[string | null, Direction, string]>([
    [null, 'down', 'n1'],
    ['n1', 'right', 'n2'],
    ['n2', 'right', 'n2'],
    ['n1', 'up', 'n1'],
    ['n2', 'down', 'a1'],
    ['a1', 'up', 'n1'],
    ['a1', 'down', 'a2'],
    ['a3', 'down', 'a3'],
    ['a3', 'right', 'c1'],
    ['c1', 'right', 'd1'],
    ['d2', 'left', 'c1'],
    ['a1', 'left', 'a1'],
    ['d1', 'right', 'd1'],
    ['vanished', 'left', 'n1'],
  ])('from %s %s to %s', (from, direction, to) => {
    expect(move(grid, from, direction)).toBe(to);
  });

  it('goes down from the row to where it is told', () => {
    expect(move({ ...grid, below: 'c1' }, 'n2', 'down')).toBe('c1');
  });

  it('goes nowhere on an empty board', () => {
    expect(move({ row: [], columns: [[], []] }, null, 'down')).toBeNull();
  });
});

describe('directionOf', () => {
  it('knows arrows and hjkl, and leaves other keys alone', () => {
    expect(['ArrowUp', 'k', 'h', 'Enter', 'toString'].map((key) => directionOf(key))).toEqual([
      'up',
      'up',
      'left',
      null,
      null,
    ]);
  });
});

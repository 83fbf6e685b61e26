import { describe, expect, it } from 'vitest';
import { backoff } from './backoff';

describe('backoff', () => {
  it('doubles from half a second up to fifteen', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 50].map((failures) => backoff(failures, () => 1))).toEqual([
      500, 1000, 2000, 4000, 8000, 15000, 15000, 15000,
    ]);
  });

  it('is spread by a fifth', () => {
    expect(backoff(1, () => 0)).toBe(400);
  });
});

import { describe, expect, it } from 'vitest';
import { ago, count, elapsed, shortId } from './format';

const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];

describe('elapsed', () => {
  it.each([
    [-5 * second, '0s'],
    [0, '0s'],
    [59_999, '59s'],
    [minute, '1m 00s'],
    [4 * minute + 7 * second, '4m 07s'],
    [hour - 1, '59m 59s'],
    [3 * hour + 5 * minute, '3h 05m'],
    [2 * day + 4 * hour, '2d 4h'],
  ])('%d ms is %s', (milliseconds, text) => {
    expect(elapsed(milliseconds)).toBe(text);
  });
});

describe('ago', () => {
  it.each([
    [-1, 'now'],
    [1999, 'now'],
    [12 * second, '12 s ago'],
    [minute, '1 min ago'],
    [3 * hour, '3 h ago'],
    [49 * hour, '2 d ago'],
  ])('%d ms is %s', (milliseconds, text) => {
    expect(ago(milliseconds)).toBe(text);
  });
});

describe('count', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1k'],
    [12_430, '12.4k'],
    [99_960, '100k'],
    [124_300, '124k'],
    [999_499, '999k'],
    [999_500, '1M'],
    [1_240_000, '1.2M'],
  ])('%d is %s', (value, text) => {
    expect(count(value)).toBe(text);
  });
});

describe('shortId', () => {
  it('is the end of an id', () => {
    expect(shortId('0000001KABCDE')).toBe('KABCDE');
  });
});

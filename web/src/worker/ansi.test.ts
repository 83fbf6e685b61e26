import { describe, expect, it } from 'vitest';
import { ansiSpans, spansAfter } from './ansi';

const plain = (text: string) =>
  ansiSpans(text)
    .map((span) => span.text)
    .join('');

describe('ansiSpans', () => {
  it('keeps colours and weights', () => {
    expect(ansiSpans('a \x1b[1;31mred\x1b[0m b')).toEqual([
      { text: 'a ' },
      { text: 'red', bold: true, fg: 1 },
      { text: ' b' },
    ]);
    expect(ansiSpans('\x1b[92;44mx\x1b[39my\x1b[m')).toEqual([
      { text: 'x', fg: 10, bg: 4 },
      { text: 'y', bg: 4 },
    ]);
  });

  it('finds the closest of sixteen for every other colour', () => {
    expect(ansiSpans('\x1b[38;5;196mx')[0]?.fg).toBe(9);
    expect(ansiSpans('\x1b[38;2;20;160;40mx')[0]?.fg).toBe(2);
    expect(ansiSpans('\x1b[38;5;3mx')[0]?.fg).toBe(3);
    expect(ansiSpans('\x1b[38;5;244mx')[0]?.fg).toBe(8);
  });

  it('swaps sides', () => {
    expect(ansiSpans('\x1b[7;31mx')[0]).toEqual({ text: 'x', fg: 0, bg: 1 });
  });

  it.each([
    ['\x1b[2J\x1b[Hx', 'x'],
    ['\x1b]0;title\x07x', 'x'],
    ['\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\', 'link'],
    ['\x1bPq#0\x1b\\x', 'x'],
    ['\x1b(Bx\x1b=', 'x'],
    ['a\x07\x00b\x9b', 'ab'],
    ['\x1b[', ''],
    ['x\x1b', 'x'],
  ])('drops what else steers a terminal: %j', (text, left) => {
    expect(plain(text)).toBe(left);
  });

  it('keeps colours that were set on lines left out', () => {
    const spans = ansiSpans('a\n\x1b[31mb\nc\x1b[0m\nd');
    expect(spansAfter(spans, 2)).toEqual([{ text: 'c', fg: 1 }, { text: '\nd' }]);
    expect(spansAfter(spans, 0)).toEqual(spans);
    expect(spansAfter(spans, 3)).toEqual([{ text: 'd' }]);
  });

  it('leaves of a line what was written last', () => {
    expect(plain(' 10%\r 50%\r100%\r\ndone\r')).toBe('100%\ndone');
  });
});

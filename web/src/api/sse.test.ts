import { describe, expect, it } from 'vitest';
import { SseParser } from './sse';

const text = ': hello\n\nevent: snapshot\ndata: {"a":1}\n\nevent: card\r\ndata: one\r\ndata: two\r\n\r\ndata:bare\n\n';
const events = [
  { event: 'snapshot', data: '{"a":1}' },
  { event: 'card', data: 'one\ntwo' },
  { event: 'message', data: 'bare' },
];

describe('SseParser', () => {
  it('reads events, joins data lines and passes over comments', () => {
    expect(new SseParser().push(text)).toEqual(events);
  });

  it('reads the same whatever pieces the text comes in', () => {
    for (let size = 1; size < text.length; size++) {
      const parser = new SseParser();
      const seen = [];
      for (let at = 0; at < text.length; at += size) seen.push(...parser.push(text.slice(at, at + size)));
      expect(seen, `pieces of ${size}`).toEqual(events);
    }
  });

  it('gives no event before its blank line', () => {
    const parser = new SseParser();
    expect(parser.push('event: card\ndata: half')).toEqual([]);
    expect(parser.push(' whole\n')).toEqual([]);
    expect(parser.push('\n')).toEqual([{ event: 'card', data: 'half whole' }]);
  });

  it('drops an event without data and forgets its name', () => {
    expect(new SseParser().push('event: card\n\ndata: x\n\n')).toEqual([{ event: 'message', data: 'x' }]);
  });

  it('takes one leading space only, and a byte order mark only at the start', () => {
    expect(new SseParser().push('\uFEFFdata:  x\n\n')).toEqual([{ event: 'message', data: ' x' }]);
  });

  it('keeps colons and unknown fields apart', () => {
    expect(new SseParser().push('retry: 1\nwhat\ndata: a:b\n\n')).toEqual([{ event: 'message', data: 'a:b' }]);
  });

  it('tells the id of the event that carries one, and of no other', () => {
    expect(new SseParser().push('id: 7\ndata: x\n\ndata: y\n\n')).toEqual([
      { event: 'message', data: 'x', id: '7' },
      { event: 'message', data: 'y' },
    ]);
  });
});

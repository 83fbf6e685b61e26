import { describe, expect, it } from 'vitest';
import type { ThreadEventView } from '../api/types';
import { asides, lineOf, namedEvent, shapeOf } from './thread';

const event = (kind: string, more: Partial<ThreadEventView> = {}): ThreadEventView => ({
  index: 0,
  kind,
  heading: '',
  body: 'Text.',
  attributes: {},
  ...more,
});

describe('a thread event', () => {
  it('is a card where somebody wrote something, else a line', () => {
    expect(shapeOf(event('review'))).toBe('card');
    expect(shapeOf(event('comment', { body: '\n' }))).toBe('line');
    expect(shapeOf(event('state_changed'))).toBe('line');
    expect(shapeOf(event('later'))).toBe('card');
  });

  it('tells its kind where it has no heading', () => {
    expect(lineOf(event('later_kind'))).toBe('later kind');
    expect(lineOf(event('x', { heading: 'Item updated' }))).toBe('Item updated');
  });

  it('tells the step that a report is about in its name, or beside it', () => {
    const report = (step: string) => event('implementation_report', { heading: 'Report', attributes: { step } });
    expect([lineOf(report('submit')), asides(report('submit'))]).toEqual(['Work handed in', []]);
    expect([lineOf(report('later')), asides(report('later'))]).toEqual(['Report', [['step', 'later']]]);
  });

  it('tells attributes that are not shown otherwise', () => {
    expect(asides(event('x', { attributes: { from: 'a', op: 'uuid', merge: 'abc', commit: '' } }))).toEqual([
      ['merge', 'abc'],
    ]);
  });
});

describe('namedEvent', () => {
  it.each([
    ['#event-12', 12],
    ['#event-0', 0],
    ['#event-', null],
    ['#event-1x', null],
    ['#thread', null],
  ])('in %s is %s', (hash, index) => {
    expect(namedEvent(hash)).toBe(index);
  });
});

import { describe, expect, it } from 'vitest';
import type { BoardFrame } from '../api/types';
import { applyFrames } from './board';
import { card, workspace } from './samples';

const snapshot: BoardFrame = { frame: 'snapshot', board: { workspace, cards: [card('A'), card('B')] } };

describe('applyFrames', () => {
  it('starts with a snapshot', () => {
    const board = applyFrames(null, [snapshot]);
    expect(board?.workspace).toBe(workspace);
    expect([...(board?.cards.keys() ?? [])]).toEqual(['A', 'B']);
    expect(board?.moved.size).toBe(0);
  });

  it('shows nothing before it', () => {
    expect(applyFrames(null, [{ frame: 'card', card: card('A') }])).toBeNull();
  });

  it('sets whole cards and takes away those that are gone', () => {
    const board = applyFrames(applyFrames(null, [snapshot]), [
      { frame: 'card', card: card('A', { title: 'New' }) },
      { frame: 'gone', id: 'B' },
      { frame: 'gone', id: 'Z' },
    ]);
    expect([...(board?.cards.values() ?? [])]).toEqual([card('A', { title: 'New' })]);
  });

  it('points out a card that came to another column, and no other', () => {
    const board = applyFrames(applyFrames(null, [snapshot]), [
      { frame: 'card', card: card('A', { state: 'ready' }) },
      { frame: 'card', card: card('B', { title: 'New' }) },
      { frame: 'card', card: card('C') },
    ]);
    expect([...(board?.moved ?? [])]).toEqual(['A', 'C']);
  });

  it('forgets all that was before a new snapshot', () => {
    const board = applyFrames(applyFrames(null, [snapshot]), [
      { frame: 'snapshot', board: { workspace, cards: [card('C')] } },
    ]);
    expect([...(board?.cards.keys() ?? [])]).toEqual(['C']);
  });

  it('leaves the old board as it was', () => {
    const before = applyFrames(null, [snapshot]);
    applyFrames(before, [{ frame: 'gone', id: 'A' }]);
    expect(before?.cards.has('A')).toBe(true);
  });

  it('is the same board where nothing came', () => {
    const before = applyFrames(null, [snapshot]);
    expect(applyFrames(before, [])).toBe(before);
  });

  it('passes over frames of a newer server', () => {
    const before = applyFrames(null, [snapshot]);
    expect(applyFrames(before, [{ frame: 'later' } as unknown as BoardFrame])?.cards.size).toBe(2);
  });
});

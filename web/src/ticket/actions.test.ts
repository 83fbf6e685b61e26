import { describe, expect, it } from 'vitest';
import type { TicketActionView } from '../api/types';
import { arranged, fieldsOf, lacking, moveOf } from './actions';

const close: TicketActionView = { to: 'closed', name: 'Close', needs: ['resolution', 'reason'] };
const back: TicketActionView = { to: 'planning', name: 'Back to planning', needs: ['reason', 'body'] };
const queue: TicketActionView = { to: 'queued', name: 'Queue', needs: [] };
const refused = { code: 'gate_refused', message: 'It waits for another.' };

describe('arranged', () => {
  it('puts the likely next thing first and closing last', () => {
    const all = arranged('ready', [close, back, queue]);
    expect(all.map(([action, look]) => [action.name, look])).toEqual([
      ['Queue', 'primary'],
      ['Back to planning', 'plain'],
      ['Close', 'quiet'],
    ]);
  });

  it('does not make stand out what would be refused', () => {
    expect(arranged('ready', [{ ...queue, refused }])[0]?.[1]).toBe('plain');
  });

  it('makes closing the next thing once it is done', () => {
    expect(arranged('done', [back, close])[0]).toEqual([close, 'primary']);
  });
});

describe('the form of an action', () => {
  it('asks for what is needed, and says what lacks', () => {
    expect(fieldsOf(back).map((field) => field.need)).toEqual(['reason', 'body']);
    expect(lacking(queue, {})).toBeNull();
    expect(lacking(back, { reason: 'r', body: ' \n' })).toBe('Fill in “What is missing”.');
    expect(lacking(back, { reason: 'ä'.repeat(600), body: 'b' })).toBe('The reason is too long.');
    expect(lacking(back, { reason: 'r', body: 'b' })).toBeNull();
  });

  it('does not ask for what it does not know', () => {
    expect(fieldsOf({ ...queue, needs: ['later' as 'reason'] })).toEqual([]);
  });

  it('sends the state that was seen and what was asked for, nothing else', () => {
    expect(moveOf('done', close, { resolution: ' Merged. ', reason: 'r', body: 'left over' })).toEqual({
      expected: 'done',
      to: 'closed',
      resolution: 'Merged.',
      reason: 'r',
    });
    expect(moveOf('ready', queue, { reason: 'x' })).toEqual({ expected: 'ready', to: 'queued' });
  });
});

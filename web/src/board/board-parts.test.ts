import { describe, expect, it } from 'vitest';
import { columnsOf } from './columns';
import { matcher } from './filter';
import { needOf, needsOf } from './needs';
import { attempt, card } from './samples';

const all = () => true;
const parked = attempt('parked', { parked: { code: 'rounds', message: 'Three rounds did not pass.' } });

describe('columnsOf', () => {
  it('puts each card into its column, open ones in order of creation, finished ones newest first', () => {
    const columns = columnsOf(
      [
        card('B'),
        card('A'),
        card('C', { state: 'closed', updated_at: '2026-03-01T00:00:00Z' }),
        card('D', { state: 'closed', updated_at: '2026-03-02T00:00:00Z' }),
      ],
      all,
    );
    expect(columns.map((column) => column.cards.map((one) => one.id))).toEqual([
      ['A', 'B'],
      [],
      [],
      [],
      [],
      ['D', 'C'],
    ]);
  });

  it('counts what the filter hides', () => {
    const [planning] = columnsOf([card('A'), card('B')], (one) => one.id === 'A');
    expect(planning).toMatchObject({ total: 2, cards: [{ id: 'A' }] });
  });
});

describe('matcher', () => {
  const one = card('0ABC', { title: 'Pour the Tea', attempt: attempt('code', { branch: 'work/0ABC-pour' }) });

  it.each(['', '  ', 'tea', 'POUR tea', '0abc', 'work/', 'code'])('finds by %j', (query) => {
    expect(matcher(query)(one)).toBe(true);
  });

  it.each(['coffee', 'tea coffee'])('does not find by %j', (query) => {
    expect(matcher(query)(one)).toBe(false);
  });
});

describe('needOf', () => {
  it('is silent about work that goes on by itself', () => {
    expect(needOf(card('A', { state: 'inprogress', attempt: attempt('code') }))).toBeNull();
    expect(needOf(card('A', { state: 'done', attempt: attempt('clean') }))).toBeNull();
    expect(needOf(card('A', { state: 'closed', attempt: attempt('closed') }))).toBeNull();
  });

  it('tells why an attempt parked', () => {
    expect(needOf(card('A', { state: 'inprogress', attempt: parked }))).toMatchObject({
      kind: 'parked',
      reason: 'Three rounds did not pass.',
    });
  });

  it('asks to close what is done', () => {
    expect(needOf(card('A', { state: 'done', attempt: attempt('close') }))).toMatchObject({
      kind: 'close',
      href: '/tickets/A',
    });
    expect(needOf(card('A', { state: 'done' }))).toMatchObject({ kind: 'close' });
  });

  it('leads to the Worker that asks whether it may', () => {
    const worker = { id: 'w', runtime: 'embedded', name: 'Kanna', role: 'coder', state: 'waiting_approval' } as const;
    expect(needOf(card('A', { state: 'inprogress', attempt: attempt('code', { worker }) }))).toMatchObject({
      kind: 'approval',
      href: '/workers/embedded/w',
    });
  });

  it('shows what cannot be read, and states it does not know', () => {
    const diagnostic = { code: 'ticket_unreadable', message: 'item.md:3 has no title.' };
    expect(needOf(card('A', { state: 'unreadable', diagnostic }))).toMatchObject({
      kind: 'unreadable',
      reason: diagnostic.message,
    });
    expect(needOf(card('A', { state: 'later' }))?.kind).toBe('unreadable');
  });
});

describe('needsOf', () => {
  it('lists what stopped first, each oldest first', () => {
    const needs = needsOf(
      [
        card('A', { state: 'done', updated_at: '2026-03-01T00:00:00Z' }),
        card('B', { state: 'inprogress', attempt: { ...parked, since: '2026-03-03T00:00:00Z' } }),
        card('C', { state: 'inprogress', attempt: { ...parked, since: '2026-03-02T00:00:00Z' } }),
        card('D'),
      ],
      all,
    );
    expect(needs.map((need) => need.card.id)).toEqual(['C', 'B', 'A']);
  });
});

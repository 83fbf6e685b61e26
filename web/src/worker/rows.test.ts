import { describe, expect, it } from 'vitest';
import type { TranscriptEvent } from '../api/types';
import { foldRows, rowOf } from './rows';
import { event, said } from './samples';

const events: TranscriptEvent[] = [
  event(1, { type: 'worker_created', profile: 'builtin:coder', role: 'coder' }),
  event(2, { type: 'user_message', kind: 'user', text: 'Do it.' }),
  event(3, { type: 'run_started', kind: 'user' }),
  said(4, 'm1'),
  event(5, { type: 'tool_call', call_id: 'c1', name: 'shell', arguments: { command: 'ls' } }),
  event(6, { type: 'usage', model: 'm', tokens: { input: 100, output: 5 } }),
  event(7, { type: 'tool_result', call_id: 'c1', status: 'ok', text: 'exit code: 0', truncated: false }),
  event(8, { type: 'user_message', kind: 'steer', text: 'Mind the tests.' }),
  said(9, 'm2'),
  event(10, { type: 'usage', model: 'm', tokens: { input: 120, output: 7 } }),
  event(11, { type: 'run_finished', outcome: 'completed' }),
];

describe('foldRows', () => {
  const { rows } = foldRows(events);

  it('shows a call with its result as one, and the run’s line before the message that started it', () => {
    expect(rows.map((row) => row.kind)).toEqual(['plain', 'begin', 'input', 'said', 'call', 'input', 'said', 'end']);
    expect(rows[4]).toMatchObject({ result: { seq: 7 }, tokens: { input: 100, output: 5 } });
  });

  it('sums a run up', () => {
    expect(rows.at(-1)).toMatchObject({ tokens: { input: 220, output: 12 }, since: events[2]?.at });
  });

  it('gives the same whether events come at once or one by one', () => {
    let fold = foldRows([]);
    for (let end = 1; end <= events.length; end++) fold = foldRows(events.slice(0, end), fold);
    expect(fold.rows).toEqual(rows);
  });

  it('keeps rows that nothing came to', () => {
    const before = foldRows(events.slice(0, 6));
    const after = foldRows(events.slice(0, 7), before);
    expect(after.rows[3]).toBe(before.rows[3]);
    expect(after.rows[4]).not.toBe(before.rows[4]);
  });

  it('starts anew where earlier events came before', () => {
    const before = foldRows(events.slice(4));
    expect(foldRows(events, before).rows).toEqual(rows);
  });

  it('joins approvals to their call', () => {
    const approval = { call_id: 'c', tool: 'shell', text: 'rm x', asked_at: '', deadline: '' };
    const call = event(1, { type: 'tool_call', call_id: 'c', name: 'shell', arguments: {} });
    const asked = event(2, { type: 'approval_requested', approval });
    const answered = event(3, { type: 'approval_resolved', call_id: 'c', allowed: true, always: false, by: 'person' });
    expect(foldRows([call, asked, answered]).rows).toMatchObject([
      { kind: 'call', asked: approval, answered: { seq: 3 } },
    ]);
  });

  it('shows a result whose call was not loaded', () => {
    expect(foldRows(events.slice(6, 7)).rows.map((row) => row.kind)).toEqual(['lone']);
  });
});

describe('rowOf', () => {
  it.each([
    [5, 5],
    [7, 5],
    [6, 5],
    [2, 2],
    [3, 3],
  ])('finds event %i in row %i', (seq, row) => {
    expect(rowOf(foldRows(events).rows, seq)?.seq).toBe(row);
  });
});

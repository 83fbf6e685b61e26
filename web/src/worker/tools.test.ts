import { describe, expect, it } from 'vitest';
import type { ToolCallView } from '../api/types';
import { event } from './samples';
import { headOf } from './tools';

const call = (name: string, given: unknown) =>
  event(1, { type: 'tool_call', call_id: 'c', name, arguments: given }) as ToolCallView;

describe('headOf', () => {
  it.each([
    ['shell', { command: 'ls -l' }, '', '$ ls -l'],
    ['write', { path: 'a.txt', content: 'x' }, 'write', 'a.txt'],
    ['read', { path: 'a.txt' }, 'read', 'a.txt'],
    ['read', { path: 'a.txt', offset: 11, limit: 10 }, 'read', 'a.txt, lines 11 to 20'],
    ['read', { path: 'a.txt', offset: 11 }, 'read', 'a.txt, from line 11'],
    ['submit_review', { verdict: 'request_changes' }, 'request changes', 'submit_review'],
    ['ticket_show', { id: 'x' }, '', 'ticket_show'],
    ['shell', null, '', '$ '],
    ['edit', { path: 7 }, 'edit', ''],
  ])('%s %j', (name, given, verb, subject) => {
    expect(headOf(call(name, given))).toMatchObject({ verb, subject });
  });

  it('hides nothing of a command', () => {
    expect(headOf(call('shell', { command: 'rm \u202ex' })).subject).toBe('$ rm ⟨U+202E⟩x');
  });
});

import { describe, expect, it } from 'vitest';
import type { Finding } from '../api/types';
import { byFile } from './findings';
import { grouped, holdsBack } from './relations';

describe('byFile', () => {
  it('puts files with the gravest finding first, and orders them by line', () => {
    const findings: Finding[] = [
      { severity: 'note', text: 'a', path: 'a.cs', line: 9 },
      { severity: 'minor', text: 'b' },
      { severity: 'note', text: 'c', path: 'b.cs', line: 7 },
      { severity: 'blocker', text: 'd', path: 'b.cs', line: 3 },
    ];
    expect(byFile(findings).map(({ path, findings: of }) => [path, of.map((one) => one.text).join('')])).toEqual([
      ['b.cs', 'dc'],
      [undefined, 'b'],
      ['a.cs', 'a'],
    ]);
  });
});

describe('relations', () => {
  const of = (kind: string, state?: string) => ({ kind, ticket: kind, ...(state && { state, title: 't' }) });

  it('come in order, those of unknown kinds last', () => {
    expect(grouped([of('later_kind'), of('blocks'), of('depends_on')]).map((group) => group.name)).toEqual([
      'Depends on',
      'Blocks',
      'later kind',
    ]);
  });

  it.each([
    ['depends_on', 'queued', true],
    ['blocked_by', undefined, true],
    ['depends_on', 'done', false],
    ['blocks', 'queued', false],
  ])('%s with %s holds back: %s', (kind, state, holds) => {
    expect(holdsBack(of(kind, state))).toBe(holds);
  });
});

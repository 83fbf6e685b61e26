import { describe, expect, it } from 'vitest';
import { parseSession, secretIn } from './session';

describe('secretIn', () => {
  it('finds the secret of a link', () => {
    expect(secretIn('#link=aZ09_-')).toBe('aZ09_-');
  });

  it.each(['', '#', '#link=', '#link=a b', '#other=a', '#link=a&b=c', `#link=${'a'.repeat(65)}`])(
    'finds none in %j',
    (hash) => {
      expect(secretIn(hash)).toBeNull();
    },
  );
});

describe('parseSession', () => {
  it('reads what was stored', () => {
    expect(parseSession('{"token":"t","workspace":"w"}')).toEqual({ token: 't', workspace: 'w' });
  });

  it.each([null, '', 'nonsense', '{}', '{"token":1,"workspace":"w"}', '"text"'])('takes %j for no session', (text) => {
    expect(parseSession(text)).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { shellOutput } from './shell-output';

describe('shellOutput', () => {
  it('takes both outputs apart', () => {
    expect(shellOutput('exit code: 2\nstdout:\na\nb\n\nstderr:\noh\n')).toEqual({
      exit: 2,
      out: 'a\nb\n',
      err: 'oh\n',
    });
    expect(shellOutput('exit code: 0')).toEqual({ exit: 0, out: '', err: '' });
    expect(shellOutput('exit code: 1\nstderr:\noh')).toEqual({ exit: 1, out: '', err: 'oh' });
  });

  it('knows what was killed', () => {
    const killed = 'killed after 120 seconds, with everything it started';
    expect(shellOutput(`${killed}\nstdout:\nx`)).toEqual({ exit: null, killed, out: 'x', err: '' });
  });

  it('leaves other words alone', () => {
    expect(shellOutput('out_of_scope: it may not.')).toBeNull();
  });
});

const first = 500;
const longest = 15_000;

/** Milliseconds to wait after so many failures in a row: doubling, at most 15 s, spread by a fifth so that tabs do not knock together. */
export function backoff(failures: number, random: () => number = Math.random): number {
  const whole = Math.min(longest, first * 2 ** Math.max(0, failures - 1));
  return Math.round(whole * (0.8 + 0.2 * random()));
}

/** Waits, but no longer than until the signal aborts or the page is looked at or is online again. */
export function waitOrWake(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      removeEventListener('online', done);
      document.removeEventListener('visibilitychange', looked);
      resolve();
    };
    const looked = () => {
      if (document.visibilityState === 'visible') done();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
    addEventListener('online', done);
    document.addEventListener('visibilitychange', looked);
  });
}

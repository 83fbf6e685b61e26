import { takeBinding } from '../api/login';
import type { Problem } from '../api/problem';
import { onSessionElsewhere, redeem, secretIn, storedSession, storeSession } from '../api/session';
import type { SessionToken } from '../api/types';
import { Store } from '../ui/store';

export type Entry =
  | { kind: 'redeeming' }
  | { kind: 'none' }
  | { kind: 'refused'; problem: Problem }
  | { kind: 'open'; session: SessionToken };

export const entry = new Store<Entry>({ kind: 'none' });

/** Finds the way in: by the link in the address, else by the session kept from before. */
export async function enter(): Promise<void> {
  const secret = secretIn(location.hash);
  const kept = storedSession();
  if (secret === null) {
    entry.set(kept ? { kind: 'open', session: kept } : { kind: 'none' });
    return;
  }
  // The secret leaves the address, and so the history, before anything else happens.
  history.replaceState(null, '', location.pathname + location.search);
  entry.set({ kind: 'redeeming' });
  const redeemed = await redeem(secret, takeBinding());
  if ('session' in redeemed) {
    storeSession(redeemed.session);
    entry.set({ kind: 'open', session: redeemed.session });
  } else {
    entry.set(kept ? { kind: 'open', session: kept } : { kind: 'refused', problem: redeemed.problem });
  }
}

/** Also takes links opened in this very tab, and sessions that other tabs open. */
export function keepEntering() {
  addEventListener('hashchange', () => {
    if (secretIn(location.hash) !== null) void enter();
  });
  onSessionElsewhere((session) => entry.set({ kind: 'open', session }));
}

import { type Problem, problemOf } from './problem';
import type { SessionToken } from './types';

const key = 'yoi.session';

/** The secret of a one-time link, where the address carries one. */
export function secretIn(hash: string): string | null {
  return /^#link=([\w-]{1,64})$/.exec(hash)?.[1] ?? null;
}

export function storedSession(): SessionToken | null {
  return parseSession(localStorage.getItem(key));
}

export function parseSession(text: string | null): SessionToken | null {
  if (text === null) return null;
  try {
    const { token, workspace } = JSON.parse(text) as Partial<SessionToken>;
    return typeof token === 'string' && typeof workspace === 'string' ? { token, workspace } : null;
  } catch {
    return null;
  }
}

export function storeSession(session: SessionToken) {
  localStorage.setItem(key, JSON.stringify(session));
}

/** Calls back when another tab opened a session. */
export function onSessionElsewhere(changed: (session: SessionToken) => void) {
  addEventListener('storage', (event) => {
    const session = event.key === key ? parseSession(event.newValue) : null;
    if (session) changed(session);
  });
}

export type Redeemed = { session: SessionToken } | { problem: Problem };

/** Gives a link's secret for a session; that of a login also needs the binding of the page that began it. */
export async function redeem(secret: string, binding: string | null): Promise<Redeemed> {
  try {
    const response = await fetch('/api/auth/session', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ secret, ...(binding !== null && { binding }) }),
    });
    return response.ok ? { session: (await response.json()) as SessionToken } : { problem: await problemOf(response) };
  } catch {
    return {
      problem: { status: 0, code: 'server_unavailable', title: 'The server does not answer. Start it with `yoi up`.' },
    };
  }
}

import { type Problem, problemOf } from './problem';

const key = 'yoi.login';

/** Whether the server lets people log in. */
export async function offersLogin(signal: AbortSignal): Promise<boolean> {
  try {
    const response = await fetch('/api/auth/methods', { cache: 'no-store', signal });
    return response.ok && ((await response.json()) as { login: boolean }).login;
  } catch {
    // The page says already that the server does not answer; or somebody left it.
    return false;
  }
}

/** Goes to whoever vouches for people. What comes back counts in this tab only: it alone knows the binding. */
export async function logIn(): Promise<Problem | null> {
  const binding = newBinding();
  try {
    const response = await fetch('/api/auth/login', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ binding }),
    });
    if (!response.ok) return await problemOf(response);
    sessionStorage.setItem(key, binding);
    location.assign(((await response.json()) as { url: string }).url);
    return null;
  } catch {
    return { status: 0, code: 'server_unavailable', title: 'The server does not answer.' };
  }
}

/** The binding of the login that this tab began, once. */
export function takeBinding(): string | null {
  const binding = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  return binding;
}

/** 32 random bytes as 64 characters. */
export function newBinding(): string {
  return [...crypto.getRandomValues(new Uint8Array(32))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

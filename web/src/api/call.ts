import { type Problem, problemOf } from './problem';
import type { AccessRole, SessionToken, WorkspaceView } from './types';

export type Answer<T> = { ok: true; value: T } | { ok: false; problem: Problem };

/** Reads from the workspace. */
export function get<T>(session: SessionToken, path: string, signal?: AbortSignal): Promise<Answer<T>> {
  return ask<T>(session, path, { ...(signal && { signal }) });
}

/** Changes something, once: the same key sent again, after an answer was lost, does nothing twice. */
export function post<T>(session: SessionToken, path: string, body?: unknown, key = newKey()): Promise<Answer<T>> {
  return ask<T>(session, path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
    body: JSON.stringify(body ?? {}),
  });
}

/** Takes something away. */
export function remove(session: SessionToken, path: string): Promise<Answer<null>> {
  return ask<null>(session, path, { method: 'DELETE' });
}

/** A key for one thing that a person did. randomUUID is there in secure contexts only; a host in the local network is none. */
export function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return [...bytes]
    .map((byte, index) => ([4, 6, 8, 10].includes(index) ? '-' : '') + byte.toString(16).padStart(2, '0'))
    .join('');
}

async function ask<T>(session: SessionToken, path: string, init: RequestInit): Promise<Answer<T>> {
  try {
    const response = await fetch(`/api/workspaces/${encodeURIComponent(session.workspace)}/${path}`, {
      ...init,
      headers: { ...init.headers, Accept: 'application/json', Authorization: `Bearer ${session.token}` },
      cache: 'no-store',
    });
    return response.ok
      ? { ok: true, value: (response.status === 204 ? null : await response.json()) as T }
      : { ok: false, problem: await problemOf(response) };
  } catch {
    const title =
      init.method === 'POST'
        ? 'The server does not answer, so it is not known whether it took this. Sending it again does nothing twice.'
        : 'The server does not answer.';
    return { ok: false, problem: { status: 0, code: 'server_unavailable', title } };
  }
}

/** The workspaces that the server has for this session; null where it does not answer. */
export async function workspacesOf(session: SessionToken, signal: AbortSignal): Promise<WorkspaceView[] | null> {
  return (await read<{ items: WorkspaceView[] }>(session, '/api/workspaces', signal))?.items ?? null;
}

/** What this session may do; null where the server does not answer. */
export async function roleOf(session: SessionToken, signal: AbortSignal): Promise<AccessRole | null> {
  return (await read<{ role: AccessRole }>(session, '/api/auth/me', signal))?.role ?? null;
}

async function read<T>(session: SessionToken, path: string, signal: AbortSignal): Promise<T | null> {
  try {
    const response = await fetch(path, {
      headers: { Accept: 'application/json', Authorization: `Bearer ${session.token}` },
      cache: 'no-store',
      signal,
    });
    return response.ok ? ((await response.json()) as T) : null;
  } catch {
    // The board's own line says that the server does not answer; or the page was left.
    return null;
  }
}

export function ticketPath(id: string): string {
  return `tickets/${encodeURIComponent(id)}`;
}

export function workerPath(runtime: string, worker: string): string {
  return `runtimes/${encodeURIComponent(runtime)}/workers/${encodeURIComponent(worker)}`;
}

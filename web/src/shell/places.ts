/** Where one can be in the dashboard. Each has an address of its own, so that it can be linked to. */
export type Place =
  | { kind: 'board' }
  | { kind: 'ticket'; id: string }
  | { kind: 'workers' }
  | { kind: 'worker'; runtime: string; worker: string }
  | { kind: 'nowhere' };

export function placeOf(path: string): Place {
  const parts = path.split('/').filter(Boolean).map(decoded);
  const [first, second, third] = parts;
  if (parts.includes(null)) return { kind: 'nowhere' };
  if (parts.length === 0) return { kind: 'board' };
  if (first === 'tickets' && second && parts.length === 2) return { kind: 'ticket', id: second };
  if (first === 'workers' && parts.length === 1) return { kind: 'workers' };
  if (first === 'workers' && second && third && parts.length === 3)
    return { kind: 'worker', runtime: second, worker: third };
  return { kind: 'nowhere' };
}

/** Where a server has several workspaces, an address begins with which one it is of: `/w/<id>/…`. */
export function splitAddress(path: string): { workspace: string | null; path: string } {
  const [, id, rest] = /^\/w\/([^/]+)(\/.*)?$/.exec(path) ?? [];
  const workspace = id === undefined ? null : decoded(id);
  return workspace === null ? { workspace, path } : { workspace, path: rest ?? '/' };
}

/** The address of a place within a workspace; of the only one where none is named. */
export function addressOf(workspace: string | null, href: string): string {
  return workspace === null ? href : `/w/${encodeURIComponent(workspace)}${href}`;
}

export function ticketHref(id: string): string {
  return `/tickets/${encodeURIComponent(id)}`;
}

export function workerHref(runtime: string, worker: string): string {
  return `/workers/${encodeURIComponent(runtime)}/${encodeURIComponent(worker)}`;
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

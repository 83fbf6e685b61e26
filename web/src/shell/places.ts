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

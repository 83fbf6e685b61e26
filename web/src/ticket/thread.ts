import type { ThreadEventView } from '../api/types';

/** How an event is shown: a line, or a card with its text. */
export type Shape = 'line' | 'card';

const cards = new Set([
  'comment',
  'plan',
  'decision',
  'implementation_report',
  'review',
  'intake_summary',
  'close',
  'closed',
]);

/** Changes of state and of the record are lines, what somebody wrote is a card; an unknown kind is one where it has a text. */
export function shapeOf({ kind, body }: ThreadEventView): Shape {
  if (cards.has(kind)) return body.trim() === '' ? 'line' : 'card';
  if (kind === 'state_changed' || kind === 'create' || kind === 'item_edit' || kind.startsWith('relation_'))
    return 'line';
  return body.trim() === '' ? 'line' : 'card';
}

const shownElsewhere = new Set(['from', 'to', 'reason', 'field', 'status', 'lines', 'op', 'receipts']);

/** Attributes worth a look that the line itself does not tell. */
export function asides({ attributes }: ThreadEventView): [string, string][] {
  return Object.entries(attributes).filter(([name, value]) => !shownElsewhere.has(name) && value !== '');
}

/** What a line says of an event whose text is boilerplate. */
export function lineOf({ kind, heading }: ThreadEventView): string {
  if (kind === 'create') return 'created';
  return heading === '' ? kind.replaceAll('_', ' ') : heading;
}

/** The event that an address names; null where it names none. */
export function namedEvent(hash: string): number | null {
  const found = /^#event-(\d{1,9})$/.exec(hash);
  return found ? Number(found[1]) : null;
}

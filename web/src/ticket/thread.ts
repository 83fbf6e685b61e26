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

/** What the reports of an attempt's steps are about: told apart at a glance. */
const reports: Record<string, string> = {
  kickoff: 'Work begins',
  submit: 'Work handed in',
  merge: 'Merged',
  clean: 'Cleaned up',
};

/** Attributes worth a look that the line itself does not tell. */
export function asides(event: ThreadEventView): [string, string][] {
  const told = (name: string) => shownElsewhere.has(name) || (name === 'step' && reportOf(event) !== undefined);
  return Object.entries(event.attributes).filter(([name, value]) => !told(name) && value !== '');
}

/** What a line says of an event whose text is boilerplate. */
export function lineOf(event: ThreadEventView): string {
  const { kind, heading } = event;
  if (kind === 'create') return 'created';
  return reportOf(event) ?? (heading === '' ? kind.replaceAll('_', ' ') : heading);
}

function reportOf({ kind, attributes: { step = '' } }: ThreadEventView): string | undefined {
  return kind === 'implementation_report' && Object.hasOwn(reports, step) ? reports[step] : undefined;
}

/** The event that an address names; null where it names none. */
export function namedEvent(hash: string): number | null {
  const found = /^#event-(\d{1,9})$/.exec(hash);
  return found ? Number(found[1]) : null;
}

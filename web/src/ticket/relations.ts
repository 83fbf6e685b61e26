import type { RelatedTicketView } from '../api/types';

const names: Record<string, string> = {
  depends_on: 'Depends on',
  blocked_by: 'Blocked by',
  dependency_of: 'Needed by',
  blocks: 'Blocks',
  related: 'Related',
  supersedes: 'Supersedes',
  superseded_by: 'Superseded by',
  duplicate_of: 'Duplicate of',
  duplicated_by: 'Duplicated by',
};

const order = Object.keys(names);

export interface RelationGroup {
  kind: string;
  name: string;
  related: RelatedTicketView[];
}

/** Relations by kind: what comes before the ticket first, then what comes after it, then the rest. */
export function grouped(relations: readonly RelatedTicketView[]): RelationGroup[] {
  const groups = new Map<string, RelationGroup>();
  for (const related of relations) {
    const { kind } = related;
    const name = Object.hasOwn(names, kind) ? (names[kind] ?? kind) : kind.replaceAll('_', ' ');
    const group = groups.get(kind) ?? { kind, name, related: [] };
    group.related.push(related);
    groups.set(kind, group);
  }
  const rank = (kind: string) => (order.includes(kind) ? order.indexOf(kind) : order.length);
  return [...groups.values()].sort((a, b) => rank(a.kind) - rank(b.kind));
}

/** Whether a relation of this kind holds the ticket back for as long as the other is not finished. */
export function holdsBack({ kind, state }: RelatedTicketView): boolean {
  return (kind === 'depends_on' || kind === 'blocked_by') && state !== 'done' && state !== 'closed';
}

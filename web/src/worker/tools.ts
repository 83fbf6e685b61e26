import type { ToolCallView } from '../api/types';
import type { IconName } from '../ui/Icon';
import { visible } from '../ui/visible';

export interface CallHead {
  icon: IconName;
  verb: string;
  /** What it is done to, in monospace: a command, a path. */
  subject: string;
}

/** A call in one line. */
export function headOf({ name, arguments: given }: ToolCallView): CallHead {
  switch (name) {
    case 'shell':
      return { icon: 'terminal', verb: '', subject: `$ ${visible(textOf(given, 'command') ?? '')}` };
    case 'write':
      return { icon: 'file', verb: 'write', subject: visible(textOf(given, 'path') ?? '') };
    case 'edit':
      return { icon: 'pencil', verb: 'edit', subject: visible(textOf(given, 'path') ?? '') };
    case 'read':
      return { icon: 'eye', verb: 'read', subject: visible(textOf(given, 'path') ?? '') + rangeOf(given) };
    case 'submit_work':
      return { icon: 'flag', verb: '', subject: 'submit_work' };
    case 'submit_review':
      return { icon: 'flag', verb: textOf(given, 'verdict')?.replaceAll('_', ' ') ?? '', subject: 'submit_review' };
    default:
      return { icon: 'tool', verb: '', subject: name };
  }
}

/** A member of the arguments that is a text. */
export function textOf(given: unknown, member: string): string | undefined {
  const value = memberOf(given, member);
  return typeof value === 'string' ? value : undefined;
}

export function memberOf(given: unknown, member: string): unknown {
  return typeof given === 'object' && given !== null ? (given as Record<string, unknown>)[member] : undefined;
}

function rangeOf(given: unknown): string {
  const offset = memberOf(given, 'offset');
  const limit = memberOf(given, 'limit');
  if (typeof offset !== 'number' && typeof limit !== 'number') return '';
  const from = typeof offset === 'number' ? offset : 1;
  return typeof limit === 'number' ? `, lines ${from} to ${from + limit - 1}` : `, from line ${from}`;
}

import type {
  ApprovalResolvedView,
  ApprovalView,
  AssistantMessageView,
  RunFinishedView,
  TokenCount,
  ToolCallView,
  ToolResultView,
  TranscriptEvent,
} from '../api/types';

type EventOf<Type extends TranscriptEvent['type']> = Extract<TranscriptEvent, { type: Type }>;

/** A call with all that became of it. */
export interface CallRow {
  kind: 'call';
  seq: number;
  at: string;
  call: ToolCallView;
  result?: ToolResultView;
  asked?: ApprovalView;
  answered?: ApprovalResolvedView;
  tokens?: TokenCount;
}

/** What is shown as one thing. A link to the seq of any event of it leads to it. */
export type Row =
  | CallRow
  | { kind: 'said'; seq: number; at: string; event: AssistantMessageView; tokens?: TokenCount }
  | { kind: 'input'; seq: number; at: string; event: EventOf<'user_message'> }
  | { kind: 'begin'; seq: number; at: string; event: EventOf<'run_started'> }
  | { kind: 'end'; seq: number; at: string; event: RunFinishedView; since?: string; tokens: TokenCount }
  | {
      kind: 'plain';
      seq: number;
      at: string;
      event: EventOf<'worker_created' | 'system_note' | 'state_changed' | 'error'>;
    }
  | { kind: 'lone'; seq: number; at: string; event: ToolResultView };

/** Rows of the events so far, and what is needed to go on when more of them come. */
export interface Folded {
  rows: Row[];
  /** Where each call's row is. */
  calls: Map<string, number>;
  /** When the run at hand began. */
  since?: string | undefined;
  tokens: TokenCount;
  /** The row that the next usage belongs to. */
  actor: number;
  first: TranscriptEvent | undefined;
  last: TranscriptEvent | undefined;
  count: number;
}

const none: TokenCount = { input: 0, output: 0 };

/** Folds events to rows. Given what it answered before, it goes on from there; rows that nothing came to stay the same objects. */
export function foldRows(events: readonly TranscriptEvent[], before: Folded | null = null): Folded {
  const goesOn = before && before.count > 0 && events[0] === before.first && events[before.count - 1] === before.last;
  const fold: Folded = goesOn
    ? { ...before, rows: before.rows.slice() }
    : { rows: [], calls: new Map(), tokens: none, actor: -1, first: events[0], last: undefined, count: 0 };
  for (let at = fold.count; at < events.length; at++) {
    const event = events[at];
    if (event) take(fold, event);
  }
  fold.count = events.length;
  fold.last = events.at(-1);
  return fold;
}

/** The row that shows the event of this seq: the last that begins at or before it. */
export function rowOf(rows: readonly Row[], seq: number): Row | undefined {
  const holds = (row: Row) =>
    row.seq === seq || (row.kind === 'call' && [row.result?.seq, row.answered?.seq].includes(seq));
  return rows.find(holds) ?? rows.findLast((row) => row.seq <= seq);
}

function take(fold: Folded, event: TranscriptEvent) {
  const { rows } = fold;
  const { seq, at } = event;
  switch (event.type) {
    case 'tool_call':
      fold.calls.set(event.call_id, rows.length);
      fold.actor = rows.length;
      rows.push({ kind: 'call', seq, at, call: event });
      break;
    case 'tool_result':
      if (!change(fold, event.call_id, { result: event })) rows.push({ kind: 'lone', seq, at, event });
      break;
    case 'approval_requested':
      change(fold, event.approval.call_id, { asked: event.approval });
      break;
    case 'approval_resolved':
      change(fold, event.call_id, { answered: event });
      break;
    case 'assistant_message':
      fold.actor = rows.length;
      rows.push({ kind: 'said', seq, at, event });
      break;
    case 'usage':
      fold.tokens = plus(fold.tokens, event.tokens);
      spend(fold, event.tokens);
      break;
    case 'user_message':
      rows.push({ kind: 'input', seq, at, event });
      break;
    case 'run_started': {
      fold.since = at;
      fold.tokens = none;
      fold.actor = -1;
      // The message that started it was recorded before it, and belongs below its line.
      const started = rows.at(-1);
      const behind = started?.kind === 'input' && started.event.kind === event.kind ? 1 : 0;
      rows.splice(rows.length - behind, 0, { kind: 'begin', seq, at, event });
      break;
    }
    case 'run_finished':
      rows.push({ kind: 'end', seq, at, event, ...(fold.since && { since: fold.since }), tokens: fold.tokens });
      fold.since = undefined;
      break;
    case 'worker_created':
    case 'system_note':
    case 'state_changed':
    case 'error':
      rows.push({ kind: 'plain', seq, at, event });
      break;
    default:
      // A newer server may send more; what this page does not know it does not show.
      break;
  }
}

function change(fold: Folded, call: string, more: Partial<CallRow>): boolean {
  const at = fold.calls.get(call);
  const row = at === undefined ? undefined : fold.rows[at];
  if (at === undefined || row?.kind !== 'call') return false;
  fold.rows[at] = { ...row, ...more };
  return true;
}

function spend(fold: Folded, tokens: TokenCount) {
  const row = fold.rows[fold.actor];
  if (row?.kind === 'call' || row?.kind === 'said')
    fold.rows[fold.actor] = { ...row, tokens: plus(row.tokens ?? none, tokens) };
}

function plus(a: TokenCount, b: TokenCount): TokenCount {
  return { input: a.input + b.input, output: a.output + b.output };
}

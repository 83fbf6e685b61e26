import type { AttemptView, BoardCard, Notice } from './types';
import type { WorkerView } from './worker-types';

export interface TicketView {
  card: BoardCard;
  created_at: string;
  assignee?: string;
  /** Markdown. */
  body: string;
  thread: ThreadEventView[];
  /** Events that are left out before those of the thread. */
  omitted: number;
  relations: RelatedTicketView[];
  waits: WaitView[];
  actions: TicketActionView[];
  attempt?: AttemptDetailView;
  resolution?: string;
}

export interface ThreadEventView {
  index: number;
  kind: string;
  author?: string;
  at?: string;
  heading: string;
  /** Markdown. */
  body: string;
  attributes: Record<string, string>;
}

export interface RelatedTicketView {
  /** depends_on, dependency_of, blocks, blocked_by, related, supersedes, superseded_by, duplicate_of or duplicated_by. */
  kind: string;
  ticket: string;
  /** Absent, as the state is, where there is no such ticket. */
  title?: string;
  state?: string;
  note?: string;
}

export interface WaitView {
  code: string;
  text: string;
  /** What would release it. */
  release: string;
  on?: string;
}

export type ActionNeed = 'reason' | 'body' | 'resolution';

export interface TicketActionView {
  /** The state it leads to. */
  to: string;
  name: string;
  needs: ActionNeed[];
  refused?: Notice;
}

export interface TicketMove {
  /** The state that was seen. */
  expected: string;
  to: string;
  reason?: string;
  body?: string;
  resolution?: string;
}

export interface TicketDraft {
  title: string;
  body?: string;
  priority?: string;
}

export interface AttemptDetailView {
  summary: AttemptView;
  opened_at: string;
  over: boolean;
  rounds: number;
  workers: WorkerView[];
  receipts: ReceiptView[];
  reviews: ReviewView[];
  commit?: string;
  base?: string;
  write_globs: string[];
}

export interface ReceiptView {
  id: string;
  /** submit or merge. */
  purpose: string;
  command: string;
  /** null where it was killed at its deadline. */
  exit_code: number | null;
  commit: string;
  duration_ms: number;
  at: string;
}

export interface ReviewView {
  /** approve or request_changes. */
  verdict: string;
  summary: string;
  findings: Finding[];
  commit: string;
  at: string;
}

export type Severity = 'blocker' | 'major' | 'minor' | 'note';

export interface Finding {
  severity: Severity;
  text: string;
  path?: string;
  line?: number;
}

export interface DiffView {
  base: string;
  head: string;
  patch: string;
  truncated: boolean;
}

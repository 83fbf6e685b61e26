// The shapes of the public API, as src/Protocol/Browser writes them.

export * from './ticket-types';
export * from './worker-types';

export interface Notice {
  code: string;
  message: string;
}

export type AccessRole = 'viewer' | 'operator' | 'admin';

export interface WorkspaceView {
  id: string;
  display_name: string;
  target_branch: string;
  integration_branch: string;
  notices: Notice[];
}

export type RunState = 'unconnected' | 'idle' | 'busy' | 'waiting_approval' | 'errored';

export interface WorkerBadge {
  id: string;
  runtime: string;
  name: string;
  role: string;
  state: RunState;
}

export interface ReceiptTally {
  passed: number;
  total: number;
}

export interface TokenCount {
  input: number;
  output: number;
}

export interface AttemptView {
  number: number;
  /** route, accept, worktree, code, check, review, integrate, done, clean, close, closed or parked. */
  step: string;
  since: string;
  worker?: WorkerBadge;
  parked?: Notice;
  branch?: string;
  merge?: string;
  receipts: ReceiptTally;
  /** Times the work went back to its coder. */
  rounds: number;
  tokens: TokenCount;
}

export interface BoardCard {
  id: string;
  title: string;
  /** planning, ready, queued, inprogress, done, closed, or unreadable. */
  state: string;
  priority?: string;
  updated_at: string;
  /** What it waits for, where it is queued and nothing works on it. */
  waits?: Notice;
  attempt?: AttemptView;
  diagnostic?: Notice;
  /** Another one where something changed that only the ticket's page shows. */
  revision?: string;
}

export interface BoardSnapshot {
  workspace: WorkspaceView;
  cards: BoardCard[];
}

export type BoardFrame =
  | { frame: 'snapshot'; board: BoardSnapshot }
  | { frame: 'card'; card: BoardCard }
  | { frame: 'gone'; id: string };

export interface SessionToken {
  token: string;
  workspace: string;
}

export interface ProblemView {
  type: string;
  title: string;
  status: number;
  code: string;
  trace_id: string;
}

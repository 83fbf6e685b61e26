import type { Notice, RunState, TokenCount } from './types';

export type DesiredState = 'active' | 'stopped' | 'cancelled' | 'deleted';

export type RunOutcome = 'completed' | 'cancelled' | 'failed' | 'interrupted' | 'limit_reached';

export interface WorkerView {
  runtime: string;
  worker: string;
  name: string;
  role: string;
  desired: DesiredState;
  state: RunState;
  ticket?: string;
  created_at: string;
  tokens: TokenCount;
  last_outcome?: RunOutcome;
  /** Why that run ended so, or what has gone wrong since. */
  last_problem?: Notice;
  model?: string;
  approvals: ApprovalView[];
  branch?: string;
  /** The stable code of why it cannot act; of a runtime that is away, why that does not answer. */
  problem?: string;
  /** It is only shown, from an older program's records. */
  read_only?: boolean;
}

export interface WorkerPage {
  /** Those of a runtime that is away as it was last heard of. */
  items: WorkerView[];
  /** What runtimes had to say instead of Workers, or beside them. */
  problems: RuntimeNotice[];
}

export interface RuntimeNotice {
  runtime: string;
  problem: Notice;
}

export type RuntimeKind = 'embedded' | 'remote' | 'compatibility';

export interface RuntimeView {
  runtime: string;
  kind: RuntimeKind;
  /** Why it does not answer. */
  problem?: Notice;
  /** Since when it answers, or does not. */
  since: string;
  state?: 'running' | 'stopping' | 'stopped';
  busy?: number;
  waiting?: number;
  /** It stands in the settings file, and so is taken away there. */
  from_settings: boolean;
}

export interface RuntimePage {
  items: RuntimeView[];
}

export interface NewRuntime {
  runtime: string;
  url: string;
  token: string;
}

export interface ApprovalView {
  call_id: string;
  tool: string;
  /** What it would do: the command line, the path. */
  text: string;
  /** The rule that "always" would keep, in words. */
  rule?: string;
  asked_at: string;
  /** When it counts as denied. */
  deadline: string;
}

export type InputKind = 'user' | 'resume' | 'steer' | 'approval';

export interface NewInput {
  text: string;
  kind: InputKind;
}

export interface InputView {
  status: 'accepted' | 'busy' | 'rejected' | 'not_found' | 'failed';
  run?: string;
  problem?: Notice;
}

export interface ApprovalAnswer {
  allow: boolean;
  /** Whether the rule shown with the question is to be kept for this Worker. */
  always: boolean;
}

export interface NewWorker {
  profile: string;
  name?: string;
  input?: string;
  /** Where it is to live; the embedded runtime where nothing is said. */
  runtime?: string;
}

export type ToolResultStatus = 'ok' | 'error' | 'denied' | 'skipped' | 'cancelled' | 'interrupted';

type Event<Type extends string, Members> = Members & { type: Type; seq: number; at: string; run?: string };

export type ToolCallView = Event<'tool_call', { call_id: string; name: string; arguments: unknown }>;
export type ToolResultView = Event<
  'tool_result',
  { call_id: string; status: ToolResultStatus; text: string; truncated: boolean }
>;
export type AssistantMessageView = Event<
  'assistant_message',
  { message_id: string; text: string; reasoning?: string; partial: boolean }
>;
export type RunFinishedView = Event<'run_finished', { outcome: RunOutcome; problem?: Notice }>;
export type ApprovalResolvedView = Event<
  'approval_resolved',
  { call_id: string; allowed: boolean; always: boolean; by: string }
>;

export type TranscriptEvent =
  | Event<'worker_created', { profile: string; role: string; model?: string }>
  | Event<'user_message', { kind: InputKind; text: string }>
  | AssistantMessageView
  | ToolCallView
  | ToolResultView
  | Event<'system_note', { text: string }>
  | Event<'usage', { model: string; tokens: TokenCount }>
  | Event<'run_started', { kind: InputKind }>
  | RunFinishedView
  | Event<'state_changed', { from: DesiredState; to: DesiredState }>
  | Event<'error', { problem: Notice }>
  | Event<'approval_requested', { approval: ApprovalView }>
  | ApprovalResolvedView;

export interface TranscriptPage {
  items: TranscriptEvent[];
  more: boolean;
}

export interface WorkerDelta {
  message_id: string;
  /** Where the text starts, in UTF-16 units from the message's beginning. */
  offset: number;
  text: string;
}

export type WorkerFrame =
  | { frame: 'snapshot'; worker: WorkerView; tail: TranscriptEvent[]; in_flight: WorkerDelta | null }
  | { frame: 'event'; event: TranscriptEvent }
  | ({ frame: 'delta' } & WorkerDelta)
  | { frame: 'state'; worker: WorkerView }
  | { frame: 'closed'; problem: Notice };

import type { TranscriptEvent, WorkerView } from '../api/types';

// Material for tests.

export function worker(more: Partial<WorkerView> = {}): WorkerView {
  return {
    runtime: 'embedded',
    worker: 'w',
    name: 'Kanna',
    role: 'coder',
    desired: 'active',
    state: 'idle',
    created_at: '2026-03-01T12:00:00Z',
    tokens: { input: 0, output: 0 },
    approvals: [],
    ...more,
  };
}

type Bare<Event> = Event extends TranscriptEvent ? Omit<Event, 'seq' | 'at'> : never;

export function event(seq: number, rest: Bare<TranscriptEvent>): TranscriptEvent {
  const at = new Date(Date.UTC(2026, 2, 1, 12, 0, seq)).toISOString();
  return { seq, at, ...rest } as TranscriptEvent;
}

export function said(seq: number, id: string, text = `text ${seq}`): TranscriptEvent {
  return event(seq, { type: 'assistant_message', message_id: id, text, partial: false });
}

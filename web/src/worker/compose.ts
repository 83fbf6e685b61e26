import type { InputKind, WorkerView } from '../api/types';
import { problemText } from './problem-text';

/** What a message to the Worker would do now. */
export interface Composing {
  kind: InputKind;
  /** The word on the button. */
  name: string;
  /** What it does, in the field while it is empty. */
  hint: string;
  /** Why nothing can be sent. */
  refused?: string;
  /** Whether it can also be asked to go on where it was interrupted. */
  resumes: boolean;
}

export function composing(worker: WorkerView): Composing {
  const send: Composing = { kind: 'user', name: 'Send', hint: `Message ${worker.name}…`, resumes: false };
  if (worker.read_only) return { ...send, refused: 'It belongs to the older program and is only shown here.' };
  if (worker.desired === 'stopped') return { ...send, refused: 'It was stopped. Restore it to send something.' };
  if (worker.desired !== 'active') return { ...send, refused: `It was ${worker.desired}.` };
  if (worker.state === 'unconnected' || worker.state === 'errored')
    return { ...send, refused: problemText(worker) ?? 'It is not connected.' };
  if (worker.state === 'busy' || worker.state === 'waiting_approval')
    return {
      kind: 'steer',
      name: 'Steer',
      hint: 'Steer the run…',
      resumes: false,
    };
  return { ...send, resumes: worker.last_outcome === 'interrupted' };
}

/** Why each control cannot be used now; undefined where it can. */
export function controls(worker: WorkerView): Record<'interrupt' | 'stop' | 'restore', string | undefined> {
  if (worker.read_only) {
    const why = 'It belongs to the older program and is only shown here.';
    return { interrupt: why, stop: why, restore: why };
  }
  const runs = worker.state === 'busy' || worker.state === 'waiting_approval';
  const stopped = worker.desired !== 'active';
  const cutOff = worker.state === 'unconnected' || worker.state === 'errored';
  return {
    interrupt: runs ? undefined : 'Nothing runs that could be interrupted.',
    stop: stopped ? `It is ${worker.desired} already.` : undefined,
    restore:
      worker.desired === 'stopped' || (!stopped && cutOff)
        ? undefined
        : stopped
          ? `It was ${worker.desired}, which is for good.`
          : 'It is connected; there is nothing to restore.',
  };
}

import type { BoardCard } from '../api/types';

/** The one step a person most likely wants next for a ticket that nothing works on yet. */
export interface NextStep {
  to: string;
  name: string;
  /** What it is called while it is under way. */
  doing: string;
}

const steps: Record<string, NextStep> = {
  planning: { to: 'ready', name: 'Mark ready', doing: 'Marking…' },
  ready: { to: 'queued', name: 'Queue', doing: 'Queueing…' },
};

export function nextStep(card: BoardCard): NextStep | null {
  return card.diagnostic ? null : (steps[card.state] ?? null);
}

import type { AttemptView, BoardCard, WorkspaceView } from '../api/types';

// Material for tests.

export const workspace: WorkspaceView = {
  id: 'tea',
  display_name: 'Tea house',
  target_branch: 'main',
  integration_branch: 'yoi/integration',
  notices: [],
};

export function card(id: string, more: Partial<BoardCard> = {}): BoardCard {
  return { id, title: `Ticket ${id}`, state: 'planning', updated_at: '2026-03-01T12:00:00+00:00', ...more };
}

export function attempt(step: string, more: Partial<AttemptView> = {}): AttemptView {
  return {
    number: 1,
    step,
    since: '2026-03-01T12:00:00+00:00',
    receipts: { passed: 0, total: 0 },
    rounds: 0,
    tokens: { input: 0, output: 0 },
    ...more,
  };
}

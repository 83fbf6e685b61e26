import type { WorkerView } from '../api/types';

const texts: Record<string, string> = {
  worker_stopped: 'It was stopped.',
  worker_unconnected: 'No execution stands behind it. Restore it to connect it again.',
  execution_backend_unavailable: 'Its runtime has no execution backend.',
  execution_backend_failed: 'Its execution backend failed; the server’s log has the words.',
  provider_missing: 'The model provider of its profile is not set up; see `yoi doctor`.',
  provider_failed: 'The model provider answered with an error.',
  provider_quota: 'The model provider refuses for quota or rate.',
  unknown_profile: 'Its profile does not exist any more.',
  runtime_unavailable: 'Its runtime cannot be reached now; what is shown may be old.',
  runtime_timeout: 'Its runtime does not answer in time; what is shown may be old.',
  runtime_auth_failed: 'Its runtime refuses this workspace’s token; an admin gives it a new one.',
  runtime_malformed_response: 'What answers for its runtime is none of this version.',
  metadata_stale: 'The older program says that it is active, and has not written so for a day.',
  runtime_stopped: 'Its runtime is stopped.',
  run_interrupted: 'Its run ended because the process died under it.',
  sandbox_unavailable: 'bubblewrap is missing or cannot make a sandbox here; see `yoi doctor`.',
  store_corrupt: 'Its history is damaged; see `yoi doctor`.',
  schema_newer: 'Its history was written by a newer program.',
  untrusted: 'A setting it needs waits for `yoi trust`.',
};

/** Why a Worker cannot act, in a sentence; null where it can. */
export function problemText({ problem }: Pick<WorkerView, 'problem'>): string | null {
  if (!problem) return null;
  return Object.hasOwn(texts, problem)
    ? (texts[problem] ?? problem)
    : `It cannot act: ${problem.replaceAll('_', ' ')}.`;
}

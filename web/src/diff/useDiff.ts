import { useEffect, useMemo, useState } from 'react';
import { get, ticketPath } from '../api/call';
import type { Problem } from '../api/problem';
import type { AttemptDetailView, DiffView } from '../api/types';
import { useSession } from '../shell/session';
import { type PatchFile, parsePatch } from './patch';

export interface DiffState {
  diff: DiffView | null;
  files: readonly PatchFile[];
  problem: Problem | null;
  refresh: () => void;
}

const none: readonly PatchFile[] = [];

/** What the newest attempt changed, read anew when it came to another step or commit. While its coder works, a click reads it again. */
export function useDiff(id: string, attempt: AttemptDetailView | null): DiffState {
  const { session } = useSession();
  const [diff, setDiff] = useState<DiffView | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [asked, setAsked] = useState(0);
  // There is something to compare from the worktree on; work that was never handed in goes with it.
  const compares = attempt?.base !== undefined && !(attempt.over && attempt.commit === undefined);
  const what =
    attempt &&
    compares &&
    `${attempt.summary.number} ${attempt.summary.step} ${attempt.commit} ${attempt.rounds} ${attempt.summary.merge}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked says that it is to be read again
  useEffect(() => {
    if (!what) return;
    const ending = new AbortController();
    void get<DiffView>(session, `${ticketPath(id)}/diff`, ending.signal).then((answer) => {
      if (ending.signal.aborted) return;
      // Where there is no work yet there is nothing to show, and nothing wrong.
      if (answer.ok || answer.problem.status === 404) setDiff(answer.ok ? answer.value : null);
      setProblem(answer.ok || answer.problem.status === 404 ? null : answer.problem);
    });
    return () => ending.abort();
  }, [session, id, what, asked]);
  const patch = diff?.patch;
  const files = useMemo(() => (patch ? parsePatch(patch) : none), [patch]);
  return { diff, files, problem, refresh: () => setAsked((count) => count + 1) };
}

import { useCallback, useEffect, useRef, useState } from 'react';
import { get } from '../api/call';
import type { Problem } from '../api/problem';
import type { RuntimePage, RuntimeView, WorkerPage } from '../api/types';
import { useSession } from '../shell/session';
import { useStore } from '../ui/store';

/** The list is read at most this often, however much moves on the board. */
const apart = 2_000;

/** And at least as often while somebody looks: Workers on no ticket move nothing on the board. */
const atLeast = 5_000;

/** All Workers and runtimes, read anew while the board moves, and from time to time. */
export function useWorkers() {
  const { session, board } = useSession();
  const cards = useStore(board).board?.cards;
  const [page, setPage] = useState<WorkerPage | null>(null);
  const [runtimes, setRuntimes] = useState<readonly RuntimeView[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [asked, setAsked] = useState(0);
  const last = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other cards, or being asked, are what says that there is something to read
  useEffect(() => {
    let here = true;
    const read = async () => {
      last.current = Date.now();
      const [answer, known] = await Promise.all([
        get<WorkerPage>(session, 'workers'),
        get<RuntimePage>(session, 'runtimes'),
      ]);
      if (!here) return;
      if (answer.ok) setPage(answer.value);
      if (known.ok) setRuntimes(known.value.items);
      setProblem(answer.ok ? null : answer.problem);
    };
    const timer = setTimeout(read, Math.max(0, last.current + apart - Date.now()));
    const again = setInterval(() => {
      if (document.visibilityState === 'visible' && Date.now() - last.current >= atLeast) void read();
    }, atLeast);
    return () => {
      here = false;
      clearTimeout(timer);
      clearInterval(again);
    };
  }, [session, cards, asked]);
  const refresh = useCallback(() => setAsked((count) => count + 1), []);
  return { workers: page?.items ?? null, problems: page?.problems ?? [], runtimes, problem, refresh };
}

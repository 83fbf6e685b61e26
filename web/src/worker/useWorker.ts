import { useCallback, useEffect, useRef, useState } from 'react';
import { get, workerPath } from '../api/call';
import { follow } from '../api/follow';
import type { Problem } from '../api/problem';
import type { TranscriptPage, WorkerFrame, WorkerView } from '../api/types';
import type { Line } from '../board/store';
import { useSession } from '../shell/session';
import { Store, useStore } from '../ui/store';
import { applyWorkerFrames, nothing, prepend, type Transcript } from './frames';

export interface WorkerState extends Transcript {
  line: Line;
}

export interface Followed extends WorkerState {
  /** Reads a page of earlier events; answers whether there was one. */
  loadEarlier: () => Promise<boolean>;
  loading: boolean;
  /** Why earlier events could not be read. */
  problem: Problem | null;
  /** Takes in the Worker as the answer to a change brought it. */
  take: (worker: WorkerView) => void;
}

/** As many as the server gives at once. */
const page = 200;

/** A Worker and its transcript, followed as it goes on. */
export function useWorker(runtime: string, worker: string): Followed {
  const { session } = useSession();
  const [store] = useState(() => new Store<WorkerState>({ ...nothing, line: { kind: 'opening' } }));
  const [loading, setLoading] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const path = workerPath(runtime, worker);
  useEffect(() => {
    const ending = new AbortController();
    // Frames are shown together, once a picture of the screen: a fast model sends many of them.
    let waiting: WorkerFrame[] = [];
    let frame = 0;
    const show = () => {
      frame = 0;
      const frames = waiting;
      waiting = [];
      store.set({ ...applyWorkerFrames(store.get(), frames), line: { kind: 'live' } });
    };
    void follow<WorkerFrame>(
      session,
      `${path}/stream`,
      {
        heard: (frames) => {
          waiting.push(...frames);
          if (document.visibilityState === 'hidden') show();
          else frame ||= requestAnimationFrame(show);
        },
        lost: () => {
          if (frame) cancelAnimationFrame(frame);
          if (waiting.length > 0) show();
          store.set({ ...store.get(), line: { kind: 'lost' } });
        },
        refused: (refusal) => store.set({ ...store.get(), line: { kind: 'refused', problem: refusal } }),
      },
      ending.signal,
    );
    return () => {
      ending.abort();
      if (frame) cancelAnimationFrame(frame);
      store.set({ ...nothing, line: { kind: 'opening' } });
    };
  }, [session, path, store]);

  const busy = useRef(false);
  const loadEarlier = useCallback(async () => {
    const first = store.get().events[0]?.seq;
    if (first === undefined || busy.current || !store.get().more) return false;
    busy.current = true;
    setLoading(true);
    const answer = await get<TranscriptPage>(session, `${path}/events?before=${first}&limit=${page}`);
    busy.current = false;
    setLoading(false);
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok) store.set({ ...store.get(), ...prepend(store.get(), answer.value.items, answer.value.more) });
    return answer.ok && answer.value.items.length > 0;
  }, [session, path, store]);

  const take = useCallback((next: WorkerView) => store.set({ ...store.get(), worker: next }), [store]);
  return { ...useStore(store), loadEarlier, loading, problem, take };
}

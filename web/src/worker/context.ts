import { createContext, useContext } from 'react';
import type { WorkerView } from '../api/types';

interface Console {
  worker: WorkerView;
  take: (worker: WorkerView) => void;
}

/** The Worker whose console this is. */
export const WorkerContext = createContext<Console | null>(null);

export function useConsole(): Console {
  const console = useContext(WorkerContext);
  if (!console) throw new Error('There is no console around this component.');
  return console;
}

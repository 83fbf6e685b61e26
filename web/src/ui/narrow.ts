import { useSyncExternalStore } from 'react';

// The same border as Tailwind's md.
const query = matchMedia('(width < 48rem)');

function subscribe(listener: () => void): () => void {
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

/** Whether the page shows one column at a time. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => query.matches);
}

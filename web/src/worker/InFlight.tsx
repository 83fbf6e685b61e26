import { useDeferredValue } from 'react';
import { Markdown } from '../ui/Markdown';
import type { Flight } from './frames';

/** The message being written now. */
export function InFlight({ flight }: { flight: Flight }) {
  // Long texts take a while to be laid out; the next piece does not wait for it.
  const text = useDeferredValue(flight.text);
  return (
    <div className="py-1.5" data-flight>
      <Markdown text={flight.start > 0 ? `… ${text}` : text} />
      <span className="mt-1 inline-block h-3.5 w-2 animate-breathe rounded-sm bg-accent" aria-hidden="true" />
    </div>
  );
}

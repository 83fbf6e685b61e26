import type { ReactNode } from 'react';
import { Prose } from './Prose';

/** Why something is refused, shown when it is pointed at or focused, and read with it. */
export function Refused({ id, reason, children }: { id: string; reason: string; children: ReactNode }) {
  return (
    <span className="group/refused relative">
      {children}
      <span
        id={id}
        role="tooltip"
        className="pointer-events-none invisible z-20 rounded-lg border border-edge bg-card px-3 py-2 text-xs leading-4.5 text-ink shadow-sheet group-focus-within/refused:visible group-hover/refused:visible max-md:fixed max-md:inset-x-4 max-md:bottom-4 md:absolute md:top-full md:right-0 md:mt-1.5 md:w-64"
      >
        <Prose text={reason} />
      </span>
    </span>
  );
}

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
        className="pointer-events-none invisible absolute top-full left-0 z-20 mt-1.5 w-64 max-w-[calc(100vw-2rem)] rounded-lg border border-edge bg-card px-3 py-2 text-xs leading-4.5 text-ink shadow-sheet group-focus-within/refused:visible group-hover/refused:visible md:right-0 md:left-auto"
      >
        <Prose text={reason} />
      </span>
    </span>
  );
}

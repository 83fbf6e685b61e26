import type { ReactNode } from 'react';
import { Prose } from './Prose';

interface Props {
  id: string;
  reason: string;
  /** The side of the button it hangs from on a narrow screen, where it may reach over the other one. */
  from?: 'left' | 'right';
  children: ReactNode;
}

/** Why something is refused, shown when it is pointed at or focused, and read with it. */
export function Refused({ id, reason, from = 'left', children }: Props) {
  return (
    <span className="group/refused relative">
      {children}
      <span
        id={id}
        role="tooltip"
        className={`pointer-events-none invisible absolute top-full z-20 mt-1.5 w-64 max-w-[calc(100vw-2rem)] rounded-lg border border-edge bg-card px-3 py-2 text-xs leading-4.5 text-ink shadow-sheet group-focus-within/refused:visible group-hover/refused:visible md:right-0 md:left-auto ${from === 'left' ? 'left-0' : 'right-0'}`}
      >
        <Prose text={reason} />
      </span>
    </span>
  );
}

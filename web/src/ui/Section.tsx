import type { ReactNode } from 'react';

interface Props {
  id: string;
  name: string;
  /** A count or a short word beside the name. */
  aside?: ReactNode;
  children: ReactNode;
}

/** A part of a page, with a heading that the address can name. */
export function Section({ id, name, aside, children }: Props) {
  return (
    <section aria-labelledby={`${id}-heading`} className="flex min-w-0 flex-col gap-3">
      <header id={id} className="flex scroll-mt-14 items-baseline gap-2">
        <h2 id={`${id}-heading`} className="text-[15px] leading-5 font-semibold">
          {name}
        </h2>
        {aside !== undefined && <span className="text-xs text-ink-3 tabular-nums">{aside}</span>}
      </header>
      {children}
    </section>
  );
}

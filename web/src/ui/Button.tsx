import type { ReactNode, Ref } from 'react';

const looks = {
  primary: 'border-accent bg-accent text-on-accent hover:brightness-110',
  plain: 'border-edge bg-card text-ink shadow-card hover:bg-hover',
  quiet: 'border-transparent text-ink-2 hover:bg-hover hover:text-ink',
  danger: 'border-bad/50 bg-card text-bad shadow-card hover:bg-bad-soft',
} as const;

interface Props {
  children: ReactNode;
  look?: keyof typeof looks;
  /** Why it cannot be used now; it then stays reachable, so that the reason is. */
  refused?: string | undefined;
  busy?: boolean;
  small?: boolean;
  keys?: string;
  type?: 'button' | 'submit';
  onClick?: () => void;
  describedBy?: string | undefined;
  expanded?: boolean | undefined;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({
  children,
  look = 'plain',
  refused,
  busy = false,
  small = false,
  keys,
  type = 'button',
  onClick,
  describedBy,
  expanded,
  ref,
}: Props) {
  const off = refused !== undefined || busy;
  return (
    <button
      ref={ref}
      type={type}
      aria-disabled={off || undefined}
      aria-busy={busy || undefined}
      aria-keyshortcuts={keys}
      aria-describedby={describedBy}
      aria-expanded={expanded}
      title={describedBy ? undefined : refused}
      onClick={(event) => {
        if (!off) onClick?.();
        else event.preventDefault();
      }}
      className={`inline-flex shrink-0 items-center justify-center gap-2 rounded-lg border font-medium whitespace-nowrap ${
        small ? 'px-2 py-0.5 text-xs leading-4.5 pointer-coarse:py-1.5' : 'px-3 py-1.5 leading-4.5'
      } ${refused !== undefined ? 'cursor-not-allowed border-line bg-well text-ink-3' : looks[look]} ${busy ? 'animate-breathe' : ''}`}
    >
      {children}
    </button>
  );
}

import { type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';

interface Props {
  children: ReactNode;
  /** What is folded, for its button: "the body". */
  name: string;
  /** Pixels shown of something longer. */
  height?: number;
}

/** Something that may be long: its beginning, and the rest when asked for. */
export function Clamp({ children, name, height = 320 }: Props) {
  const [open, setOpen] = useState(false);
  const [long, setLong] = useState(false);
  const inner = useRef<HTMLDivElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const shown = inner.current;
    if (!shown) return;
    // A little more than the limit is not worth a button.
    const look = () => setLong(shown.scrollHeight > height * 1.25);
    look();
    const watch = new ResizeObserver(look);
    watch.observe(shown);
    return () => watch.disconnect();
  }, [height]);
  const folded = long && !open;
  return (
    <div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: nothing is done here by the focus but to show what has it */}
      <div
        id={id}
        className={folded ? 'overflow-hidden mask-b-from-75%' : ''}
        style={folded ? { maxHeight: height } : undefined}
        // A link that is reached by keys below the cut brings the rest with it.
        onFocus={() => setOpen(true)}
      >
        <div ref={inner}>{children}</div>
      </div>
      {long && (
        <button
          type="button"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
          className="mt-1 rounded px-1 py-0.5 -mx-1 text-xs font-medium text-accent hover:underline"
        >
          {open ? `Fold ${name}` : `Show all of ${name}`}
        </button>
      )}
    </div>
  );
}

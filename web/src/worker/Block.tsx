import { memo, type RefObject, useEffect, useRef, useState } from 'react';
import type { Row } from './rows';
import { TranscriptRow } from './TranscriptRow';

interface Props {
  rows: readonly Row[];
  /** The box that scrolls. */
  root: RefObject<HTMLDivElement | null>;
  /** The row of it that the address names. */
  named: number | null;
  isLast: boolean;
}

/** What a row is taken to be high until it was seen, in pixels. */
const guess = 68;
/** Blocks this far out of sight are drawn too, so that none is seen empty. */
const margin = '1200px 0px';

/**
 * Rows that are drawn only near where one looks; elsewhere their height stands for them. The browser keeps what one looks at in place
 * when a height above turns out to be another.
 */
export const Block = memo(function Block({ rows, root, named, isLast }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [isNear, setNear] = useState(isLast);
  const height = useRef<number | null>(null);
  useEffect(() => {
    const shown = place.current;
    if (!shown) return;
    const watch = new IntersectionObserver(
      ([entry]) => {
        if (!entry) return;
        if (!entry.isIntersecting) height.current = entry.boundingClientRect.height;
        setNear(entry.isIntersecting);
      },
      { root: root.current, rootMargin: margin },
    );
    watch.observe(shown);
    return () => watch.disconnect();
  }, [root]);
  const isDrawn = isNear || isLast || named !== null;
  return (
    <div ref={place} style={isDrawn ? undefined : { height: height.current ?? rows.length * guess }}>
      {isDrawn && rows.map((row) => <TranscriptRow key={row.seq} row={row} named={row.seq === named} />)}
    </div>
  );
}, same);

function same(before: Props, after: Props): boolean {
  return (
    before.named === after.named &&
    before.isLast === after.isLast &&
    before.rows.length === after.rows.length &&
    before.rows.every((row, index) => row === after.rows[index])
  );
}

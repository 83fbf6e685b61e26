import { useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { useHash } from '../shell/router';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { Block } from './Block';
import { blocksOf } from './blocks';
import type { Flight } from './frames';
import { InFlight } from './InFlight';
import { keepInSight } from './keepInSight';
import { type Row, rowOf } from './rows';
import { useScroll } from './useScroll';

interface Props {
  rows: readonly Row[];
  flight: Flight | null;
  more: boolean;
  loading: boolean;
  /** Why earlier events could not be read. */
  problem: string | null;
  onEarlier: () => Promise<boolean>;
}

/** Pages that a link to an event may bring in by itself. */
const mostPages = 60;

/** The transcript in a box of its own that follows its end for as long as one is there. */
export function Transcript({ rows, flight, more, loading, problem, onEarlier }: Props) {
  const { box, away, toEnd, leaveEnd, onScroll } = useScroll([rows, flight], rows[0]?.seq);
  const blocks = useMemo(() => blocksOf(rows), [rows]);
  const hash = useHash();
  const named = useMemo(() => seqIn(hash), [hash]);
  const row = named === null ? undefined : rowOf(rows, named);
  const isLoaded = named !== null && (!more || named >= (rows[0]?.seq ?? Number.POSITIVE_INFINITY));

  // An event that the address names is looked for page by page, then shown; the end is not followed meanwhile.
  const brought = useRef<{ seq: number; pages: number } | null>(null);
  useEffect(() => {
    if (named === null) return;
    if (brought.current?.seq !== named) brought.current = { seq: named, pages: 0 };
    if (!isLoaded && !loading && brought.current.pages < mostPages) {
      brought.current.pages++;
      leaveEnd();
      void onEarlier();
    }
  }, [named, isLoaded, loading, onEarlier, leaveEnd]);
  const shownSeq = isLoaded ? row?.seq : undefined;
  useLayoutEffect(() => {
    if (shownSeq === undefined) return;
    leaveEnd();
    return keepInSight(`e-${shownSeq}`);
  }, [shownSeq, leaveEnd]);

  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <h2 className="sr-only">Transcript</h2>
      <div
        ref={box}
        role="log"
        aria-label="Transcript"
        aria-live="off"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
        tabIndex={0}
        onScroll={onScroll}
        className="min-h-0 flex-1 overflow-y-auto outline-offset-[-2px]"
      >
        <div className="mx-auto flex min-h-full w-full max-w-220 flex-col px-3 py-4 md:px-6">
          {more && (
            <div className="flex flex-col items-center gap-1 pb-3">
              <Button small look="quiet" busy={loading} onClick={() => void onEarlier()}>
                {loading ? 'Loading…' : 'Load earlier'}
              </Button>
              {problem && <p className="text-xs text-bad">{problem}</p>}
            </div>
          )}
          {rows.length === 0 && !flight && (
            <p className="m-auto py-10 text-center text-ink-3 text-pretty">
              Nothing is said yet. What it reads, says and does appears here as it happens.
            </p>
          )}
          {blocks.map((block, index) => (
            <Block
              key={block.key}
              rows={block.rows}
              root={box}
              named={row && block.rows.includes(row) ? row.seq : null}
              isLast={index === blocks.length - 1}
            />
          ))}
          {flight && <InFlight flight={flight} />}
        </div>
      </div>
      {away && (
        <button
          type="button"
          onClick={toEnd}
          className="absolute bottom-3 left-1/2 flex -translate-x-1/2 items-center gap-1.5 rounded-full border border-edge bg-card px-3 py-1 text-xs font-medium shadow-sheet hover:bg-hover"
        >
          <Icon name="down" className="size-3" />
          Jump to latest
        </button>
      )}
    </div>
  );
}

function seqIn(hash: string): number | null {
  const found = /^#e-(\d{1,15})$/.exec(hash);
  return found ? Number(found[1]) : null;
}

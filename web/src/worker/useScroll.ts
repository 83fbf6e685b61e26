import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** So close to the end counts as being there, in pixels. */
const near = 48;

/** Where a row stood in the box before more came in above it. */
interface Anchor {
  id: string;
  top: number;
}

/**
 * How the transcript's box scrolls: it follows its end for as long as one is there, and what one looks at stays in place when earlier
 * rows come in above it. Browsers do the latter by themselves, but not at the very top, where it is asked for.
 */
export function useScroll(changed: readonly unknown[], first: number | undefined) {
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const shownFirst = useRef(first);
  const [away, setAway] = useState(false);

  const toEnd = useCallback(() => {
    atEnd.current = true;
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  }, []);
  const leaveEnd = useCallback(() => {
    atEnd.current = false;
  }, []);
  const onScroll = useCallback(() => {
    const shown = box.current;
    if (!shown) return;
    atEnd.current = shown.scrollHeight - shown.scrollTop - shown.clientHeight < near;
    setAway(!atEnd.current);
  }, []);

  useLayoutEffect(() => {
    if (atEnd.current) toEnd();
  }, [...changed, toEnd]);

  // While this is drawn, the box still is as it was before.
  const grew = first !== undefined && shownFirst.current !== undefined && first < shownFirst.current;
  const anchors = grew && !atEnd.current && box.current ? anchorsIn(box.current) : [];
  // biome-ignore lint/correctness/useExhaustiveDependencies: anchors are of the drawing in which the first row became another
  useLayoutEffect(() => {
    shownFirst.current = first;
    for (const { id, top } of anchors) {
      const row = document.getElementById(id);
      if (!row || !box.current) continue;
      box.current.scrollTop += row.getBoundingClientRect().top - top;
      return;
    }
  }, [first]);

  // The box itself may change its height: a longer message below it, a phone's keyboard.
  useEffect(() => {
    const watched = box.current;
    if (!watched) return;
    const watch = new ResizeObserver(() => {
      if (atEnd.current) toEnd();
    });
    watch.observe(watched);
    return () => watch.disconnect();
  }, [toEnd]);

  return { box, away, toEnd, leaveEnd, onScroll };
}

/** The rows in sight: of the first, a result whose call was not loaded, nothing may be left once it is. */
function anchorsIn(box: HTMLElement): Anchor[] {
  const { top, bottom } = box.getBoundingClientRect();
  const anchors: Anchor[] = [];
  for (const row of box.querySelectorAll<HTMLElement>('[data-row]')) {
    const place = row.getBoundingClientRect();
    if (place.top > bottom) break;
    if (place.bottom > top) anchors.push({ id: row.id, top: place.top });
  }
  return anchors;
}

const hands = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const;

/** Shows an element. What lies around it is measured only as it comes into sight and may push it away, so it is looked at for a few frames. */
export function keepInSight(id: string): () => void {
  let frames = 30;
  let frame = 0;
  const look = () => {
    document.getElementById(id)?.scrollIntoView({ block: 'center' });
    if (frames-- > 0) frame = requestAnimationFrame(look);
  };
  const stop = () => {
    cancelAnimationFrame(frame);
    for (const event of hands) removeEventListener(event, stop);
  };
  // Who scrolls by hand meanwhile is not held.
  for (const event of hands) addEventListener(event, stop, { passive: true });
  look();
  return stop;
}

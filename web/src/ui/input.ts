/** How a field looks. On a phone its text is large enough that the page is not zoomed into. */
export const input =
  'w-full min-w-0 rounded-lg border border-edge bg-well px-2.5 py-1.5 text-base leading-5 placeholder:text-ink-3 md:text-[13px]';

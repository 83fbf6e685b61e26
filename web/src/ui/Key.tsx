/** A key beside the words of what it does; not shown where there is no keyboard. */
export function Key({ name }: { name: string }) {
  return (
    <span
      aria-hidden="true"
      className="rounded border border-current/25 px-1 font-mono text-[10px] leading-3.5 font-normal opacity-80 pointer-coarse:hidden"
    >
      {name}
    </span>
  );
}

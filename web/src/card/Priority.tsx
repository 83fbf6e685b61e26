const urgent = /^(p0|urgent|critical|highest|blocker)$/i;
const high = /^(p1|high|major)$/i;

/** A ticket's priority in its own words; only what is pressing has a colour. */
export function Priority({ value }: { value: string }) {
  const look = urgent.test(value)
    ? 'border-bad/40 text-bad'
    : high.test(value)
      ? 'border-warn-line text-warn'
      : 'border-line text-ink-3';
  return (
    <span
      title={`Priority ${value}`}
      className={`max-w-24 shrink-0 truncate rounded border px-1 text-[11px] leading-4 ${look}`}
    >
      <span className="sr-only">priority </span>
      {value}
    </span>
  );
}

/** Lines that came and went. */
export function Counts({ added, removed }: { added: number; removed: number }) {
  return (
    <span className="flex gap-1.5 font-mono text-xs tabular-nums">
      <span className="text-good">
        +{added}
        <span className="sr-only"> lines added</span>
      </span>
      <span className="text-bad">
        −{removed}
        <span className="sr-only"> lines removed</span>
      </span>
    </span>
  );
}

/** A plain sentence in which `commands` stand out. Nothing else in it is ever taken for markup. */
export function Prose({ text }: { text: string }) {
  return text.split('`').map((part, index) =>
    index % 2 === 1 ? (
      <code
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text have no other name
        key={index}
        className={`rounded bg-ink/8 box-decoration-clone px-1 py-px font-mono text-[0.92em] ${part.length < 28 ? 'whitespace-nowrap' : ''}`}
      >
        {part}
      </code>
    ) : (
      part
    ),
  );
}

import './ansi.css';
import { useId, useMemo, useState } from 'react';
import { visible } from '../ui/visible';
import { ansiSpans, type Span, spansAfter } from './ansi';

interface Props {
  text: string;
  /** What it is, for its button: "the output". */
  name: string;
  numbered?: boolean;
  /** A terminal's text: its colours are shown, and of a long one the end, which tells how it went. */
  terminal?: boolean;
  look?: string;
  /** Lines shown of something longer. */
  lines?: number;
}

/** Monospaced text, its first lines or all. Nothing of it is ever taken for markup. */
export function Text({ text, name, numbered = false, terminal = false, look = '', lines: limit = 12 }: Props) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const lines = useMemo(() => text.replace(/\n+$/, '').split('\n'), [text]);
  if (text.trim() === '') return null;
  const long = lines.length > limit + 3;
  const folded = long && !open;
  const left = folded && terminal ? lines.length - limit : 0;
  const shown = folded ? lines.slice(left, left + limit) : lines;
  const fold = long && (
    <button
      type="button"
      aria-expanded={open}
      aria-controls={id}
      onClick={() => setOpen(!open)}
      className="w-full px-3 py-1 text-left text-xs font-medium text-accent hover:bg-hover"
    >
      {open ? `Fold ${name}` : `Show all ${lines.length} lines of ${name}`}
    </button>
  );
  return (
    <div className="border-t border-line">
      {terminal && fold}
      <div
        className="flex overflow-x-auto font-mono text-xs leading-[18px]"
        // What scrolls must be reached by keys.
        {...(numbered && { tabIndex: 0, role: 'group', 'aria-label': name })}
      >
        {numbered && (
          <pre className="py-1.5 pr-2 pl-3 text-right text-ink-3 select-none" aria-hidden="true">
            {shown.map((_, index) => index + 1).join('\n')}
          </pre>
        )}
        <pre
          id={id}
          className={`min-w-0 py-1.5 pr-3 ${numbered ? 'whitespace-pre' : 'flex-1 pl-3 whitespace-pre-wrap'} ${look}`}
        >
          {terminal ? <Terminal text={text} after={left} /> : visible(shown.join('\n'))}
        </pre>
      </div>
      {!terminal && fold}
    </div>
  );
}

function Terminal({ text, after }: { text: string; after: number }) {
  const spans = useMemo(() => spansAfter(ansiSpans(text.replace(/\n+$/, '')), after), [text, after]);
  return spans.map((span, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the spans of one text have no other name
    <span key={index} className={classOf(span)}>
      {span.text}
    </span>
  ));
}

function classOf({ fg, bg, bold, dim, italic, underline }: Span): string | undefined {
  const names = [
    fg !== undefined && `ansi-${fg}`,
    bg !== undefined && `ansi-on-${bg}`,
    bold && 'font-bold',
    dim && 'text-ink-3',
    italic && 'italic',
    underline && 'underline',
  ].filter(Boolean);
  return names.length > 0 ? names.join(' ') : undefined;
}

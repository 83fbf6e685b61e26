import { useState } from 'react';
import { Icon } from './Icon';

/** A short name, such as an id or a commit, that a click copies whole. */
export function Copy({ text, shown = text, name }: { text: string; shown?: string; name: string }) {
  const [copied, setCopied] = useState<'no' | 'yes' | 'refused'>('no');
  const says = copied === 'yes' ? 'copied' : copied === 'refused' ? 'select it to copy' : `copy ${name}`;
  return (
    <button
      type="button"
      title={`${text}: ${says}`}
      aria-label={`${shown}: ${says}`}
      onBlur={() => setCopied('no')}
      onClick={() =>
        void navigator.clipboard.writeText(text).then(
          () => setCopied('yes'),
          () => setCopied('refused'),
        )
      }
      className="group/copy -mx-1 inline-flex max-w-full items-baseline gap-1 rounded px-1 text-left font-mono text-xs text-ink-2 hover:bg-hover hover:text-ink"
    >
      <span className="min-w-0">{shown}</span>
      <Icon
        name={copied === 'yes' ? 'check' : 'copy'}
        className={`size-3 translate-y-px ${copied === 'yes' ? 'text-good' : 'text-ink-3'}`}
      />
    </button>
  );
}

import { useState } from 'react';
import { Icon } from './Icon';

/** A short name, such as an id or a commit, that a click copies whole. */
export function Copy({ text, shown = text, name }: { text: string; shown?: string; name: string }) {
  const [copied, setCopied] = useState<'no' | 'yes' | 'refused'>('no');
  const says =
    copied === 'yes' ? 'Copied' : copied === 'refused' ? `${text}: select it to copy` : `Copy ${name} ${text}`;
  return (
    <button
      type="button"
      title={says}
      aria-label={says}
      onBlur={() => setCopied('no')}
      onClick={() =>
        void navigator.clipboard.writeText(text).then(
          () => setCopied('yes'),
          () => setCopied('refused'),
        )
      }
      className="group/copy -mx-1 inline-flex items-center gap-1 rounded px-1 font-mono text-xs text-ink-2 hover:bg-hover hover:text-ink"
    >
      {shown}
      <Icon
        name={copied === 'yes' ? 'check' : 'copy'}
        className={`size-3 ${copied === 'yes' ? 'text-good' : 'text-ink-3'}`}
      />
    </button>
  );
}

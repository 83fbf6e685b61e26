import { useState } from 'react';
import { Icon } from './Icon';

type Copied = 'no' | 'yes' | 'refused';

const says: Record<Copied, string> = { no: 'Copy', yes: 'Copied', refused: 'Select it to copy' };

/** Something to type or paste, with a button that copies it. */
export function Command({ text, prompt = true }: { text: string; prompt?: boolean }) {
  const [copied, setCopied] = useState<Copied>('no');
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setCopied('yes'),
      () => setCopied('refused'),
    );
  };
  return (
    <span className="flex min-w-0 items-center gap-2 rounded-md border border-line bg-well py-1 pr-1 pl-2.5 font-mono text-xs text-ink">
      {prompt && (
        <span className="text-ink-3 select-none" aria-hidden="true">
          $
        </span>
      )}
      <code className="min-w-0 flex-1 overflow-x-auto whitespace-nowrap text-left">{text}</code>
      <button
        type="button"
        onClick={copy}
        onBlur={() => setCopied('no')}
        title={says[copied]}
        aria-label={`${says[copied]}: ${text}`}
        className="grid size-6 place-items-center rounded text-ink-2 hover:bg-hover hover:text-ink"
      >
        {copied === 'yes' ? <Icon name="check" className="size-3.5 text-good" /> : <Icon name="copy" />}
      </button>
    </span>
  );
}

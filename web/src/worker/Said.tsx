import type { AssistantMessageView, TokenCount } from '../api/types';
import { Icon } from '../ui/Icon';
import { Markdown } from '../ui/Markdown';
import { Tokens } from './Tokens';

/** What the model said, and what it thought before. */
export function Said({ message, tokens }: { message: AssistantMessageView; tokens: TokenCount | undefined }) {
  const { text, reasoning, partial } = message;
  return (
    <div className="flex flex-col gap-1.5">
      {reasoning && (
        <details className="group/think text-ink-2">
          <summary className="inline-flex cursor-pointer list-none items-center gap-1.5 rounded text-xs text-ink-3 hover:text-ink">
            <Icon name="chevron" className="size-3 group-open/think:rotate-90" />
            Reasoning
          </summary>
          <div className="mt-1.5 border-l-2 border-line pl-3">
            <Markdown text={reasoning} />
          </div>
        </details>
      )}
      {text.trim() !== '' && <Markdown text={text} />}
      {partial && <p className="text-xs text-warn">cut off here</p>}
      {tokens && <Tokens tokens={tokens} />}
    </div>
  );
}

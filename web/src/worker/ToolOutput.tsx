import type { ToolResultView } from '../api/types';
import { DiffLines } from '../diff/DiffLines';
import { parsePatch } from '../diff/patch';
import { shellOutput } from './shell-output';
import { Text } from './Text';

/** What came of a call. */
export function ToolOutput({ tool, result }: { tool: string; result: ToolResultView }) {
  return (
    <>
      <Output tool={tool} result={result} />
      {result.truncated && (
        <p className="border-t border-line px-3 py-1 text-xs text-warn">There was more than what is kept here.</p>
      )}
    </>
  );
}

function Output({ tool, result }: { tool: string; result: ToolResultView }) {
  const { status, text } = result;
  const shell = tool === 'shell' ? shellOutput(text) : null;
  if (shell)
    return (
      <>
        <Text text={shell.out} name="the output" terminal />
        <Text text={shell.err} name="the error output" terminal look="border-l-2 border-bad/50" />
        {shell.killed && <p className="border-t border-line px-3 py-1 text-xs text-bad">{shell.killed}</p>}
      </>
    );
  if (tool === 'edit' && status === 'ok' && text.startsWith('--- ')) {
    const [file] = parsePatch(text);
    if (file)
      return (
        <div className="border-t border-line">
          <DiffLines file={file} />
        </div>
      );
  }
  // What a write answers is that it wrote; a file that was read is long, and the model's business.
  if (tool === 'write' && status === 'ok') return null;
  return (
    <Text
      text={text}
      name="the result"
      lines={tool === 'read' && status === 'ok' ? 3 : 12}
      terminal
      look={status === 'ok' ? 'text-ink-2' : ''}
    />
  );
}

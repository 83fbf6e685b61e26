import type { Finding, ToolCallView, ToolResultView } from '../api/types';
import { DiffLines } from '../diff/DiffLines';
import { parsePatch } from '../diff/patch';
import { Markdown } from '../ui/Markdown';
import { Severity } from '../ui/Severity';
import { Text } from './Text';
import { memberOf, textOf } from './tools';

interface Props {
  call: ToolCallView;
  result: ToolResultView | undefined;
}

/** What a call was given, but for what its head says: a file's new text, a change, a report. */
export function Arguments({ call, result }: Props) {
  const { name, arguments: given } = call;
  switch (name) {
    case 'shell':
    case 'read':
      return null;
    case 'write':
      return <Text text={textOf(given, 'content') ?? ''} name="the file" numbered />;
    case 'edit':
      // Once it is done, the answer shows the change with the lines around it.
      if (result?.status === 'ok') return null;
      return (
        <div className="border-t border-line">
          <DiffLines file={pieceOf(textOf(given, 'old_text') ?? '', textOf(given, 'new_text') ?? '')} />
        </div>
      );
    case 'submit_work':
    case 'submit_review':
      return <Report given={given} />;
    default:
      return <Text text={JSON.stringify(given, null, 2)} name="the arguments" />;
  }
}

function Report({ given }: { given: unknown }) {
  const findings = memberOf(given, 'findings');
  const open = memberOf(given, 'open_points');
  return (
    <div className="flex flex-col gap-2 border-t border-line px-3 py-2">
      <Markdown text={textOf(given, 'summary') ?? ''} />
      {textOf(given, 'validation') && <Markdown text={`Checked: ${textOf(given, 'validation')}`} />}
      {Array.isArray(open) && open.length > 0 && <Markdown text={open.map((point) => `- open: ${point}`).join('\n')} />}
      {Array.isArray(findings) && findings.length > 0 && (
        <ul className="flex flex-col gap-1">
          {(findings as Finding[]).map((finding) => (
            <li key={`${finding.path} ${finding.line} ${finding.text}`} className="flex items-baseline gap-2">
              <Severity value={finding.severity} />
              <span className="min-w-0">
                {finding.path && (
                  <code className="mr-1.5 font-mono text-xs text-ink-2">
                    {finding.path}
                    {finding.line !== undefined && `:${finding.line}`}
                  </code>
                )}
                {finding.text}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function pieceOf(old: string, now: string) {
  const lines = (text: string) => text.replace(/\n$/, '').split('\n');
  const [before, after] = [lines(old), lines(now)];
  const hunk = `@@ -1,${before.length} +1,${after.length} @@`;
  const patch = [
    '--- piece',
    '+++ piece',
    hunk,
    ...before.map((line) => `-${line}`),
    ...after.map((line) => `+${line}`),
  ];
  return (
    parsePatch(patch.join('\n'))[0] ?? {
      path: '',
      kind: 'changed' as const,
      binary: false,
      added: 0,
      removed: 0,
      hunks: [],
    }
  );
}

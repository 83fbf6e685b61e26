import { Fragment } from 'react';
import type { Finding } from '../api/types';
import { visible } from '../ui/visible';
import { FindingNote } from './FindingNote';
import type { PatchFile, PatchLine } from './patch';

interface Props {
  file: PatchFile;
  /** Its place in the diff, for the names of its lines; none where nothing names them. */
  index?: number;
  findings?: readonly Finding[];
}

const looks: Record<PatchLine['kind'], string> = {
  '+': 'bg-add',
  '-': 'bg-remove',
  ' ': '',
};
const signs: Record<PatchLine['kind'], string> = { '+': 'text-good', '-': 'text-bad', ' ': '' };
const spoken: Record<PatchLine['kind'], string> = { '+': 'added: ', '-': 'removed: ', ' ': '' };

/** The changed places of a file: numbers of both sides, the sign, the line. Signs say what colours say. */
export function DiffLines({ file, index, findings = [] }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <div className="overflow-x-auto" tabIndex={0} role="group" aria-label={`Changes of ${file.path}`}>
      <div className="min-w-fit py-px font-mono text-xs leading-[18px]">
        {file.hunks.map((hunk, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the hunks of one patch have no other name
          <Fragment key={at}>
            {(at > 0 || hunk.heading !== '') && (
              <div className="bg-well px-3 py-0.5 text-ink-3">
                <span aria-hidden="true">⋯ </span>
                {hunk.heading}
              </div>
            )}
            {hunk.lines.map((line) => (
              <Fragment key={`${line.old} ${line.new}`}>
                <div
                  id={index !== undefined && line.new !== undefined ? `line-${index}-${line.new}` : undefined}
                  className={`flex scroll-mt-24 target:outline-1 ${looks[line.kind]}`}
                >
                  <Gutter number={line.old} look="max-sm:hidden" />
                  <Gutter number={line.new} look="max-sm:hidden" />
                  <Gutter number={line.new ?? line.old} look="sm:hidden" />
                  <span
                    className={`w-5 shrink-0 text-center font-semibold select-none ${signs[line.kind]}`}
                    aria-hidden="true"
                  >
                    {line.kind === ' ' ? '' : line.kind === '-' ? '−' : '+'}
                  </span>
                  <span className="pr-4 whitespace-pre [overflow-wrap:normal]">
                    {line.kind !== ' ' && <span className="sr-only">{spoken[line.kind]}</span>}
                    {visible(line.text) || ' '}
                    {line.open && <span className="ml-2 text-ink-3 select-none">no line break at the end</span>}
                  </span>
                </div>
                {line.new !== undefined &&
                  findings
                    .filter((finding) => finding.line === line.new)
                    .map((finding) => <FindingNote key={finding.text} finding={finding} />)}
              </Fragment>
            ))}
          </Fragment>
        ))}
      </div>
    </div>
  );
}

function Gutter({ number, look }: { number: number | undefined; look: string }) {
  return (
    <span className={`w-10 shrink-0 pr-2 text-right text-ink-3 tabular-nums select-none ${look}`}>{number ?? ''}</span>
  );
}

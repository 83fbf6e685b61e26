import { useEffect, useState } from 'react';
import type { Finding } from '../api/types';
import { Icon } from '../ui/Icon';
import { Counts } from './Counts';
import { DiffLines } from './DiffLines';
import { FindingNote } from './FindingNote';
import type { PatchFile } from './patch';

interface Props {
  file: PatchFile;
  index: number;
  open: boolean;
  /** Whether the address names a line of it: it is opened then. */
  named: boolean;
  findings: readonly Finding[];
}

const words: Record<PatchFile['kind'], string> = { added: 'new', deleted: 'deleted', renamed: 'renamed', changed: '' };

export function DiffFile({ file, index, open: opened, named, findings }: Props) {
  const [chosen, setOpen] = useState<boolean | null>(null);
  useEffect(() => {
    if (named) setOpen(true);
  }, [named]);
  const open = chosen ?? opened;
  const lines = new Set(file.hunks.flatMap((hunk) => hunk.lines.map((line) => line.new)));
  const elsewhere = findings.filter((finding) => finding.line === undefined || !lines.has(finding.line));
  return (
    <article aria-label={file.path} className="overflow-clip rounded-xl border border-line bg-card shadow-card">
      <h3 className="sticky top-[35px] z-[5] border-b border-line bg-card">
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="flex w-full items-center gap-2 px-3 py-1.5 text-left hover:bg-hover"
        >
          <Icon name="chevron" className={`size-3 text-ink-3 ${open ? 'rotate-90' : ''}`} />
          <span className="min-w-0 font-mono text-xs leading-4.5 font-medium">
            {file.from && <span className="text-ink-3">{file.from} → </span>}
            {file.path}
          </span>
          {words[file.kind] && (
            <span className="rounded bg-ink/8 px-1.5 text-[11px] leading-4 text-ink-2">{words[file.kind]}</span>
          )}
          {findings.length > 0 && (
            <span className="flex items-center gap-1 text-xs text-warn">
              <Icon name="comment" className="size-3" />
              {findings.length}
              <span className="sr-only"> findings</span>
            </span>
          )}
          <span className="ml-auto">
            <Counts added={file.added} removed={file.removed} />
          </span>
        </button>
      </h3>
      {open && (
        <>
          {elsewhere.map((finding) => (
            <FindingNote key={`${finding.line} ${finding.text}`} finding={finding} />
          ))}
          {file.binary && <p className="px-3 py-2 text-ink-3">A binary file.</p>}
          {!file.binary && file.hunks.length === 0 && <p className="px-3 py-2 text-ink-3">No line of it changed.</p>}
          {file.hunks.length > 0 && <DiffLines file={file} index={index} findings={findings} />}
        </>
      )}
    </article>
  );
}

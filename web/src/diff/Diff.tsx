import { useEffect } from 'react';
import type { Finding } from '../api/types';
import { useHash } from '../shell/router';
import { Button } from '../ui/Button';
import { shortCommit } from '../ui/format';
import { Prose } from '../ui/Prose';
import { Section } from '../ui/Section';
import { namedFile } from './anchors';
import { Counts } from './Counts';
import { DiffFile } from './DiffFile';
import type { DiffState } from './useDiff';

/** Lines that are open at once; beyond, files are folded, each to be opened by itself. */
const atOnce = 600;

/** What the attempt changed, file by file. */
export function Diff({
  diff: { diff, files, problem, refresh },
  findings,
}: {
  diff: DiffState;
  findings: readonly Finding[];
}) {
  const hash = useHash();
  const named = namedFile(hash);
  useEffect(() => {
    if (named === null) return;
    // The file is opened first; its lines are there with the next frame.
    const frame = requestAnimationFrame(() =>
      document.getElementById(hash.slice(1))?.scrollIntoView({ block: 'center' }),
    );
    return () => cancelAnimationFrame(frame);
  }, [hash, named]);
  if (problem && !diff)
    return (
      <Section id="changes" name="Changes">
        <p className="flex items-center gap-3 text-ink-2">
          <span>
            <Prose text={`They cannot be shown now. ${problem.title}`} />
          </span>
          <Button small onClick={refresh}>
            Try again
          </Button>
        </p>
      </Section>
    );
  if (!diff) return null;
  let room = atOnce;
  return (
    <Section
      id="changes"
      name="Changes"
      aside={
        <span className="flex items-baseline gap-3">
          <span>
            {files.length} {files.length === 1 ? 'file' : 'files'}
          </span>
          <Counts added={sum(files.map((file) => file.added))} removed={sum(files.map((file) => file.removed))} />
          <span className="font-mono max-sm:hidden" title={`${diff.base} to ${diff.head}`}>
            {shortCommit(diff.base)}…{shortCommit(diff.head)}
          </span>
          <button type="button" onClick={refresh} className="text-accent hover:underline">
            Read again
          </button>
        </span>
      }
    >
      {files.length === 0 && <p className="text-ink-3">Nothing is changed yet.</p>}
      {files.map((file, index) => {
        room -= file.added + file.removed;
        return (
          <DiffFile
            key={file.path}
            file={file}
            index={index}
            open={room >= 0 || index === 0}
            named={named === index}
            findings={findings.filter((finding) => finding.path === file.path)}
          />
        );
      })}
      {diff.truncated && (
        <p className="rounded-lg border border-warn-line bg-warn-soft px-3 py-2 text-warn">
          The diff is longer than what is shown here. The whole is in git:{' '}
          <code className="font-mono text-xs">
            git diff {shortCommit(diff.base)} {shortCommit(diff.head)}
          </code>
        </p>
      )}
    </Section>
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

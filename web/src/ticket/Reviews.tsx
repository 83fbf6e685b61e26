import type { Finding, ReviewView } from '../api/types';
import { anchorOf } from '../diff/anchors';
import type { PatchFile } from '../diff/patch';
import { nameHere } from '../shell/router';
import { Clamp } from '../ui/Clamp';
import { shortCommit } from '../ui/format';
import { Icon } from '../ui/Icon';
import { Markdown } from '../ui/Markdown';
import { Section } from '../ui/Section';
import { Severity } from '../ui/Severity';
import { Ago } from '../ui/Time';
import { byFile } from './findings';

interface Props {
  reviews: readonly ReviewView[];
  files: readonly PatchFile[];
}

/** What reviewers said, the newest first; those before it are folded. */
export function Reviews({ reviews, files }: Props) {
  const [newest, ...older] = reviews.toReversed();
  return (
    <Section id="reviews" name="Reviews" aside={reviews.length}>
      {newest && <Review review={newest} files={files} />}
      {older.map((review) => (
        <details key={`${review.at} ${review.commit}`} className="group/review">
          <summary className="flex cursor-pointer list-none items-center gap-2 rounded-lg border border-line bg-card px-3.5 py-2 shadow-card hover:border-edge">
            <Icon name="chevron" className="size-3 text-ink-3 group-open/review:rotate-90" />
            <Verdict review={review} />
          </summary>
          <div className="mt-2">
            <Review review={review} files={[]} />
          </div>
        </details>
      ))}
    </Section>
  );
}

function Review({ review, files }: { review: ReviewView; files: readonly PatchFile[] }) {
  return (
    <article className="overflow-hidden rounded-xl border border-line bg-card shadow-card">
      <header className="flex items-center gap-2 border-b border-line px-3.5 py-2">
        <Verdict review={review} />
      </header>
      <div className="flex flex-col gap-4 px-3.5 py-3">
        <Clamp name="the review" height={240}>
          <Markdown text={review.summary} />
        </Clamp>
        {byFile(review.findings).map((group) => (
          <div key={group.path ?? ''} className="flex flex-col gap-1.5">
            <h3 className="font-mono text-xs text-ink-2">{group.path ?? 'About the whole'}</h3>
            <ul className="flex flex-col gap-1.5">
              {group.findings.map((finding) => (
                <li
                  key={`${finding.line} ${finding.text}`}
                  className="grid grid-cols-[4.25rem_minmax(0,1fr)] items-baseline gap-2"
                >
                  <span className="justify-self-start">
                    <Severity value={finding.severity} />
                  </span>
                  <span className="min-w-0">
                    <Where finding={finding} files={files} />
                    {finding.text}
                  </span>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </article>
  );
}

function Verdict({ review }: { review: ReviewView }) {
  const approved = review.verdict === 'approve';
  return (
    <>
      <Icon
        name={approved ? 'check' : 'arrow'}
        className={`size-4 ${approved ? 'text-good' : 'rotate-180 text-warn'}`}
      />
      <span className={`font-medium ${approved ? 'text-good' : 'text-warn'}`}>
        {approved ? 'Approved' : review.verdict === 'request_changes' ? 'Changes requested' : review.verdict}
      </span>
      {review.findings.length > 0 && (
        <span className="text-xs text-ink-3">
          {review.findings.length} {review.findings.length === 1 ? 'finding' : 'findings'}
        </span>
      )}
      <span className="ml-auto flex items-baseline gap-3 text-xs text-ink-3">
        <span className="font-mono max-sm:hidden" title={`Of commit ${review.commit}`}>
          {shortCommit(review.commit)}
        </span>
        <Ago at={review.at} />
      </span>
    </>
  );
}

/** The line, as a link to it where the diff shows the file. */
function Where({ finding: { path, line }, files }: { finding: Finding; files: readonly PatchFile[] }) {
  if (line === undefined) return null;
  const words = <span className="font-mono text-xs">line {line}</span>;
  const anchor = anchorOf(files, path, line);
  if (anchor === null) return <span className="mr-1.5 text-ink-3">{words}</span>;
  return (
    <a
      href={`#${anchor}`}
      onClick={(event) => {
        event.preventDefault();
        nameHere(`#${anchor}`);
      }}
      className="mr-1.5 text-accent hover:underline"
    >
      {words}
    </a>
  );
}

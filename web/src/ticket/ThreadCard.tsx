import type { ThreadEventView } from '../api/types';
import { Permalink } from '../shell/Permalink';
import { Clamp } from '../ui/Clamp';
import { shortCommit } from '../ui/format';
import { Icon, type IconName } from '../ui/Icon';
import { Markdown } from '../ui/Markdown';
import { Ago } from '../ui/Time';
import { asides, lineOf } from './thread';

interface Props {
  event: ThreadEventView;
  named: boolean;
}

const icons: Record<string, IconName> = {
  comment: 'comment',
  decision: 'flag',
  plan: 'receipt',
  implementation_report: 'file',
  close: 'check',
  closed: 'check',
};

/** An event with a text: who wrote it, and what. */
export function ThreadCard({ event, named }: Props) {
  const { kind, author, at, body } = event;
  const [icon, look] = mark(event);
  const name = lineOf(event);
  return (
    <article
      aria-label={author ? `${name} by ${author}` : name}
      className={`rounded-xl border bg-card shadow-card ${named ? 'border-accent' : 'border-line'}`}
    >
      <span
        className={`absolute top-2 left-[-3px] grid size-[18px] place-items-center rounded-full bg-ground ${look}`}
        aria-hidden="true"
      >
        <Icon name={icon} className="size-3.5" />
      </span>
      <header className="flex items-center gap-2 px-3.5 pt-2 text-xs">
        <span className={`font-semibold ${kind === 'review' ? look : 'text-ink'}`}>{name}</span>
        {author && <span className="min-w-0 truncate text-ink-2">{author}</span>}
        <span className="ml-auto flex shrink-0 items-center gap-1.5 text-ink-3">
          <Permalink id={`event-${event.index}`} name={name} />
          {at && <Ago at={at} />}
        </span>
      </header>
      <div className="px-3.5 pt-1 pb-3">
        <Clamp name={name.toLowerCase()} height={200}>
          <Markdown text={body} />
        </Clamp>
        <Asides event={event} />
      </div>
    </article>
  );
}

function Asides({ event }: { event: ThreadEventView }) {
  const all = asides(event);
  if (all.length === 0) return null;
  return (
    <dl className="mt-2 flex flex-wrap gap-x-4 gap-y-0.5 text-xs text-ink-3">
      {all.map(([name, value]) => (
        <div key={name} className="flex min-w-0 gap-1.5">
          <dt>{name.replaceAll('_', ' ')}</dt>
          <dd className="min-w-0 font-mono break-all text-ink-2" title={value}>
            {/^[0-9a-f]{40}$/.test(value) ? shortCommit(value) : value}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function mark({ kind, attributes }: ThreadEventView): [IconName, string] {
  if (kind === 'review') return attributes.status === 'approve' ? ['check', 'text-good'] : ['pencil', 'text-warn'];
  return [icons[kind] ?? 'comment', kind === 'close' || kind === 'closed' ? 'text-good' : 'text-ink-3'];
}

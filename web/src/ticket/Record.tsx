import type { TicketView } from '../api/types';
import { Diff } from '../diff/Diff';
import type { DiffState } from '../diff/useDiff';
import { useMay } from '../shell/role';
import { Clamp } from '../ui/Clamp';
import { Markdown } from '../ui/Markdown';
import { Section } from '../ui/Section';
import { Attempt } from './Attempt';
import { Comment } from './Comment';
import { Jump } from './Jump';
import { Reviews } from './Reviews';
import { Thread } from './Thread';

interface Props {
  view: TicketView;
  diff: DiffState;
  onDone: (view: TicketView) => void;
}

/** What is written about the ticket, from what it asks for to what was said last. */
export function Record({ view, diff, onDone }: Props) {
  const mayWrite = useMay('operator');
  const { attempt, card } = view;
  const reviews = attempt?.reviews ?? [];
  const files = diff.files.length;
  const events = view.thread.length + view.omitted;
  const parts = [
    ['ticket', 'Ticket', undefined],
    ...(attempt ? [['attempt', 'Attempt', undefined] as const] : []),
    ...(reviews.length > 0 ? [['reviews', 'Reviews', reviews.length] as const] : []),
    ...(files > 0 ? [['changes', 'Changes', files] as const] : []),
    ...(card.diagnostic ? [] : [['thread', 'Thread', events] as const]),
  ] as const;
  return (
    <div className="flex min-w-0 flex-col gap-9">
      <Jump parts={parts} />
      <Section id="ticket" name="Ticket">
        {card.diagnostic ? (
          <p className="text-ink-3">What is written in it cannot be shown.</p>
        ) : view.body.trim() === '' ? (
          <p className="text-ink-3">
            Nothing is written here yet. To become ready it needs requirements and acceptance criteria.
          </p>
        ) : (
          <Clamp name="the ticket" height={420}>
            <Markdown text={view.body} />
          </Clamp>
        )}
        {view.resolution && (
          <div className="rounded-xl border border-good/30 bg-good/8 px-3.5 py-2.5">
            <h3 className="mb-1 text-xs font-medium text-good">Resolution</h3>
            <Markdown text={view.resolution} />
          </div>
        )}
      </Section>
      {attempt && <Attempt attempt={attempt} finished={card.state === 'done' || card.state === 'closed'} />}
      {reviews.length > 0 && <Reviews reviews={reviews} files={diff.files} />}
      {attempt && <Diff diff={diff} findings={reviews.at(-1)?.findings ?? []} />}
      {!card.diagnostic && (
        <Section id="thread" name="Thread" aside={events}>
          <Thread thread={view.thread} omitted={view.omitted} />
          {mayWrite && <Comment id={card.id} onDone={onDone} />}
        </Section>
      )}
    </div>
  );
}

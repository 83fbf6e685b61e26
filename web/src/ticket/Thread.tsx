import { useEffect } from 'react';
import type { ThreadEventView } from '../api/types';
import { useHash } from '../shell/router';
import { ThreadCard } from './ThreadCard';
import { ThreadLine } from './ThreadLine';
import { namedEvent, shapeOf } from './thread';

interface Props {
  thread: readonly ThreadEventView[];
  omitted: number;
}

/** All that happened to the ticket, in order, along one line. */
export function Thread({ thread, omitted }: Props) {
  const named = namedEvent(useHash());
  const known = named !== null && thread.some((event) => event.index === named);
  useEffect(() => {
    if (known) document.getElementById(`event-${named}`)?.scrollIntoView({ block: 'start' });
  }, [named, known]);
  if (thread.length === 0) return <p className="text-ink-3">Nothing happened to it yet.</p>;
  return (
    <>
      {omitted > 0 && (
        <p className="text-xs text-ink-3">
          {omitted} earlier {omitted === 1 ? 'event is' : 'events are'} left out here;{' '}
          <code className="font-mono">yoi ticket show</code> has them.
        </p>
      )}
      <ol className="flex flex-col">
        {thread.map((event) => {
          const Shape = shapeOf(event) === 'card' ? ThreadCard : ThreadLine;
          return (
            <li
              key={event.index}
              id={`event-${event.index}`}
              className="group/event relative scroll-mt-14 pb-3 pl-6 before:absolute before:top-3 before:bottom-[-0.75rem] before:left-[5px] before:w-px before:bg-line last:before:hidden"
            >
              <Shape event={event} named={event.index === named} />
            </li>
          );
        })}
      </ol>
    </>
  );
}

import { memo } from 'react';
import type { BoardCard } from '../api/types';
import type { Asked } from '../board/moves';
import { nextStep } from '../board/next';
import { Link } from '../shell/Link';
import { ticketHref } from '../shell/places';
import { useMay } from '../shell/role';
import { shortId } from '../ui/format';
import { Icon } from '../ui/Icon';
import { Prose } from '../ui/Prose';
import { Ago, Elapsed } from '../ui/Time';
import { Activity } from './Activity';
import { Figures } from './Figures';
import { Merge } from './Merge';
import { NextButton } from './NextButton';
import { Priority } from './Priority';
import { Progress } from './Progress';
import { stepName } from './steps';

export interface CardProps {
  card: BoardCard;
  held: boolean;
  moved: boolean;
  asked: Asked | undefined;
  onHold: (key: string) => void;
  onAct: (id: string) => void;
}

/**
 * One ticket, a link to its page. What it says is also its name, but for what changes by itself: times and counts are not told anew each second.
 * Whole cards are compared by identity: a card that did not come anew is not drawn anew.
 */
export const Card = memo(function Card({ card, held, moved, asked, onHold, onAct }: CardProps) {
  const { attempt } = card;
  const closed = card.state === 'closed';
  const live = closed ? undefined : attempt;
  const mayWrite = useMay('operator');
  const step = mayWrite ? nextStep(card) : null;
  const look = closed ? 'border-transparent bg-card/60 px-2.5 py-1.5' : 'bg-card px-2.5 py-2';
  return (
    <>
      <div className="group relative">
        <Link
          href={ticketHref(card.id)}
          data-key={card.id}
          tabIndex={held ? 0 : -1}
          onFocus={() => onHold(card.id)}
          className={`flex w-full flex-col gap-1.5 rounded-lg border text-left shadow-card transition-colors hover:border-edge ${look} ${
            live?.parked ? 'border-warn-line' : 'border-line'
          } ${moved ? 'animate-arrive' : ''}`}
        >
          <span className={closed ? 'line-clamp-2 text-ink-2' : 'line-clamp-3 font-medium text-pretty'}>
            {card.title}
          </span>
          <span className="flex min-w-0 items-center gap-2 text-[11px] leading-4 text-ink-3">
            <span className="shrink-0 font-mono tracking-wide" title={card.id}>
              {shortId(card.id)}
            </span>
            {card.priority && !closed && <Priority value={card.priority} />}
            {live && live.number > 1 && <span className="shrink-0">try {live.number}</span>}
            {live?.merge && <Merge commit={live.merge} />}
            {(!live || live.parked) && (
              <span className={`ml-auto shrink-0 ${step ? 'pointer-coarse:invisible' : ''}`} aria-hidden="true">
                <Ago at={live?.since ?? card.updated_at} />
              </span>
            )}
          </span>
          {live?.parked ? (
            <span className="flex gap-1.5 rounded-md bg-warn-soft px-2 py-1.5 text-xs leading-4 text-warn">
              <Icon name="pause" className="mt-px size-3.5" />
              <span className="sr-only">parked: </span>
              <span className="line-clamp-3 text-pretty">
                <Prose text={live.parked.message} />
              </span>
            </span>
          ) : (
            live && (
              <span className="flex flex-col gap-1 pt-0.5">
                <Progress step={live.step} finished={card.state === 'done'} />
                <span className="flex items-baseline justify-between gap-2 text-xs leading-4">
                  <span className="truncate">{stepName(live.step)}</span>
                  <span className="shrink-0 text-ink-2" aria-hidden="true">
                    <Elapsed at={live.since} />
                  </span>
                </span>
              </span>
            )
          )}
          {live && <Figures attempt={live}>{live.worker && <Activity worker={live.worker} />}</Figures>}
          {card.waits && card.state === 'queued' && (
            <span className="flex gap-1.5 text-xs leading-4 text-ink-2">
              <Icon name="wait" className="mt-px size-3.5 text-ink-3" />
              <span className="sr-only">waits: </span>
              <span className="line-clamp-3 text-pretty">
                <Prose text={card.waits.message} />
              </span>
            </span>
          )}
        </Link>
        {step && <NextButton step={step} title={card.title} asked={asked} onAct={() => onAct(card.id)} />}
      </div>
      {asked?.kind === 'refused' && (
        <p role="alert" className="mt-1 rounded-md bg-bad-soft px-2 py-1.5 text-xs leading-4 text-bad text-pretty">
          <Prose text={asked.text} />
        </p>
      )}
    </>
  );
});

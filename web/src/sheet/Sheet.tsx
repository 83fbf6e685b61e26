import { useEffect, useRef } from 'react';
import type { BoardCard } from '../api/types';
import type { Asked } from '../board/moves';
import type { Direction } from '../board/navigate';
import { type Need, needOf } from '../board/needs';
import { nextStep } from '../board/next';
import { Priority } from '../card/Priority';
import { Link } from '../shell/Link';
import { ticketHref } from '../shell/places';
import { go } from '../shell/router';
import { Command } from '../ui/Command';
import { Icon } from '../ui/Icon';
import { Prose } from '../ui/Prose';
import { State } from '../ui/State';
import { Ago, FullTime } from '../ui/Time';
import { AttemptDetails } from './AttemptDetails';
import { Row, Rows } from './Rows';
import { SheetFoot } from './SheetFoot';

interface Props {
  card: BoardCard;
  asked: Asked | undefined;
  /** Its next step. */
  onAct: () => void;
  /** To the card above or below in the same column. */
  onStep: (direction: Direction) => void;
  onClose: () => void;
}

/** A glance at a ticket, at the side; the board behind stays as it was, and one moves on from card to card. */
export function Sheet({ card, asked, onAct, onStep, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // The focus rests on the sheet itself, so that its keys are not those of a button.
    shown?.focus();
    return () => shown?.close();
  }, []);
  const need = needOf(card);
  return (
    <dialog
      ref={dialog}
      tabIndex={-1}
      aria-labelledby="sheet-title"
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
      onKeyDown={(event) => {
        if (event.key === 'j') onStep('down');
        if (event.key === 'k') onStep('up');
        if (event.key === 'q') onAct();
        // On a button of its own, both keys are the button's.
        if (event.target instanceof Element && event.target.closest('a, button')) return;
        if (event.key === 'Enter') go(ticketHref(card.id));
        if (event.key === ' ') onClose();
        if (event.key === ' ' || event.key === 'Enter') event.preventDefault();
      }}
      className="fixed inset-y-0 right-0 left-auto m-0 h-dvh max-h-none w-full max-w-none animate-enter overflow-hidden border-l outline-none border-line bg-card text-ink shadow-sheet backdrop:bg-black/25 sm:w-115"
    >
      <div className="flex h-full flex-col">
        <header className="flex items-start gap-3 border-b border-line px-5 py-4">
          <div className="flex min-w-0 flex-1 flex-col gap-2">
            <div className="flex items-center gap-2 text-xs">
              <State state={card.state} />
              {card.priority && <Priority value={card.priority} />}
            </div>
            <h2 id="sheet-title" className="text-base leading-6 font-semibold text-pretty">
              {card.title}
            </h2>
          </div>
          <button
            type="button"
            aria-label="Close"
            onClick={onClose}
            className="-mt-1 -mr-2 grid size-8 place-items-center rounded-lg text-ink-2 hover:bg-hover hover:text-ink"
          >
            <Icon name="close" className="size-4" />
          </button>
        </header>
        <div className="flex min-h-0 flex-1 flex-col gap-6 overflow-y-auto px-5 py-5">
          {need && (
            <section aria-label="Needs you" className={`rounded-xl border p-3.5 ${needLooks[need.kind]}`}>
              <p>
                <Prose text={need.reason} />
              </p>
              {need.kind === 'approval' && (
                <Link href={need.href} className="mt-2 inline-block font-medium underline underline-offset-2">
                  Answer it
                </Link>
              )}
            </section>
          )}
          {card.waits && card.state === 'queued' && (
            <p className="flex gap-2 rounded-xl border border-line bg-well p-3.5 text-ink-2">
              <Icon name="wait" className="mt-0.5" />
              <span>
                <Prose text={card.waits.message} />
              </span>
            </p>
          )}
          {card.attempt && (
            <AttemptDetails attempt={card.attempt} finished={card.state === 'done' || card.state === 'closed'} />
          )}
          <section aria-labelledby="sheet-ticket" className="flex flex-col gap-2.5">
            <h3 id="sheet-ticket" className="font-semibold">
              Ticket
            </h3>
            <Rows>
              <Row name="Id">
                <Command text={card.id} prompt={false} />
              </Row>
              <Row name="Changed">
                <FullTime at={card.updated_at} />, <Ago at={card.updated_at} />
              </Row>
            </Rows>
          </section>
        </div>
        <SheetFoot href={ticketHref(card.id)} step={nextStep(card)} asked={asked} onAct={onAct} />
      </div>
    </dialog>
  );
}

const needLooks: Record<Need['kind'], string> = {
  approval: 'border-accent/30 bg-accent-soft text-accent',
  parked: 'border-warn-line bg-warn-soft text-warn',
  close: 'border-good/30 bg-good/8 text-good',
  unreadable: 'border-bad/30 bg-bad-soft text-bad',
};

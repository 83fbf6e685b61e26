import { useEffect, useRef } from 'react';
import type { BoardCard } from '../api/types';
import { type ColumnState, columnNames } from '../board/columns';
import type { Direction } from '../board/navigate';
import { type Need, needOf } from '../board/needs';
import { Priority } from '../card/Priority';
import { Command } from '../ui/Command';
import { Icon } from '../ui/Icon';
import { Prose } from '../ui/Prose';
import { Ago, FullTime } from '../ui/Time';
import { AttemptDetails } from './AttemptDetails';
import { Row, Rows } from './Rows';

interface Props {
  card: BoardCard;
  /** To the card above or below in the same column. */
  onStep: (direction: Direction) => void;
  onClose: () => void;
}

/** All that the board knows of a ticket, at the side; the page behind stays as it was. */
export function Sheet({ card, onStep, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  const need = needOf(card);
  const more = commands(card).filter((command) => command !== need?.command);
  return (
    <dialog
      ref={dialog}
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
      }}
      className="fixed inset-y-0 right-0 left-auto m-0 h-dvh max-h-none w-full max-w-none animate-enter overflow-hidden border-l border-line bg-card text-ink shadow-sheet backdrop:bg-black/25 sm:w-115"
    >
      <div className="flex h-full flex-col">
        <header className="flex items-start gap-3 border-b border-line px-5 py-4">
          <div className="flex min-w-0 flex-1 flex-col gap-2">
            <div className="flex items-center gap-2 text-xs">
              <span className="rounded bg-accent-soft px-1.5 py-0.5 font-medium text-accent">
                {stateName(card.state)}
              </span>
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
            <section
              aria-label="Needs you"
              className={`flex flex-col gap-2.5 rounded-xl border p-3.5 ${needLooks[need.kind]}`}
            >
              <p>
                <Prose text={need.reason} />
              </p>
              <Command text={need.command} />
            </section>
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
          {more.length > 0 && (
            <section aria-labelledby="sheet-next" className="flex flex-col gap-2.5">
              <h3 id="sheet-next" className="font-semibold">
                On the command line
              </h3>
              {more.map((command) => (
                <Command key={command} text={command} />
              ))}
            </section>
          )}
        </div>
      </div>
    </dialog>
  );
}

const needLooks: Record<Need['kind'], string> = {
  parked: 'border-warn-line bg-warn-soft text-warn',
  close: 'border-good/30 bg-good/8 text-good',
  unreadable: 'border-bad/30 bg-bad-soft text-bad',
};

function stateName(state: string): string {
  return columnNames[state as ColumnState] ?? state;
}

function commands({ id, state }: BoardCard): string[] {
  const show = `yoi ticket show ${id}`;
  if (state === 'planning') return [show, `yoi ticket ready ${id}`];
  if (state === 'ready') return [show, `yoi ticket queue ${id}`];
  if (state === 'queued') return [show, `yoi ticket unqueue ${id} --reason "…"`];
  return [show];
}

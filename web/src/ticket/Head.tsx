import type { ReactNode } from 'react';
import type { TicketView } from '../api/types';
import { Priority } from '../card/Priority';
import { Link } from '../shell/Link';
import { Copy } from '../ui/Copy';
import { shortId } from '../ui/format';
import { Icon } from '../ui/Icon';
import { State } from '../ui/State';
import { Ago } from '../ui/Time';

/** The ticket's name, and what may be done with it. */
export function Head({ view: { card }, children }: { view: TicketView; children: ReactNode }) {
  return (
    <header className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-xs text-ink-3">
        <Link
          href="/"
          className="flex items-center gap-1 rounded text-ink-2 hover:text-ink hover:underline"
          title="Back to the board (Esc)"
        >
          <Icon name="arrow" className="size-3 rotate-180" />
          Board
        </Link>
        <span aria-hidden="true">/</span>
        <Copy text={card.id} shown={shortId(card.id)} name="the id" />
        <State state={card.state} />
        {card.priority && <Priority value={card.priority} />}
        <span>
          changed <Ago at={card.updated_at} />
        </span>
      </div>
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <h1 className="min-w-0 flex-1 basis-96 text-xl leading-7 font-semibold text-balance md:text-[22px]">
          {card.title}
        </h1>
        {children}
      </div>
    </header>
  );
}

import { useEffect } from 'react';
import { useDiff } from '../diff/useDiff';
import { Notices } from '../shell/Notices';
import { Nowhere } from '../shell/Nowhere';
import { go } from '../shell/router';
import { shortId } from '../ui/format';
import { Actions } from './Actions';
import { Facts } from './Facts';
import { Head } from './Head';
import { Record } from './Record';
import { Relations } from './Relations';
import { useTicket } from './useTicket';
import { Waits } from './Waits';

/** One ticket: what it asks for, what was done about it and on which evidence, and what a person may do now. */
export default function TicketPage({ id }: { id: string }) {
  const ticket = useTicket(id);
  const { view, problem } = ticket;
  const diff = useDiff(id, view?.attempt ?? null);
  const title = view?.card.title;
  useEffect(() => {
    document.title = `${title ?? shortId(id)} · Yoi`;
  }, [title, id]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest('input, textarea, select, dialog, form')) return;
      go('/');
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);

  if (problem?.status === 404) return <Nowhere title="There is no such ticket" text={problem.title} code={id} />;
  if (!view && problem) return <Nowhere title="This ticket cannot be shown" text={problem.title} code={problem.code} />;
  if (!view) return <Skeleton />;
  return (
    <main className="mx-auto w-full max-w-[88rem] px-3 pt-4 pb-16 md:px-6 md:pt-5">
      {problem && <Notices notices={[{ code: problem.code, message: `This may be out of date. ${problem.title}` }]} />}
      <Head view={view}>
        <Actions view={view} onDone={ticket.take} onStale={ticket.refresh} />
      </Head>
      <Waits view={view} />
      <div className="mt-6 grid gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_18.5rem]">
        <Record view={view} diff={diff} onDone={ticket.take} />
        <aside
          aria-label="About the ticket"
          className="flex min-w-0 flex-col gap-7 lg:sticky lg:top-14 lg:max-h-[calc(100dvh-4.5rem)] lg:self-start lg:overflow-y-auto"
        >
          <Relations relations={view.relations} />
          <Facts view={view} />
        </aside>
      </div>
    </main>
  );
}

/** The page's shape while it is read for the first time. */
function Skeleton() {
  return (
    <main
      aria-busy="true"
      aria-label="The ticket is loading"
      className="mx-auto w-full max-w-[88rem] px-3 pt-5 md:px-6"
    >
      <div className="h-5 w-40 rounded bg-lane" />
      <div className="mt-3 h-7 w-2/3 rounded bg-lane" />
      <div className="mt-8 grid gap-10 lg:grid-cols-[minmax(0,1fr)_18.5rem]">
        <div className="h-72 rounded-xl bg-lane" />
        <div className="h-48 rounded-xl bg-lane max-lg:hidden" />
      </div>
    </main>
  );
}

import type { ReactNode } from 'react';
import type { Notice } from '../api/types';
import { Icon } from '../ui/Icon';
import { Prose } from '../ui/Prose';

/** What a person should know about the workspace, above all else on the page. */
export function Notices({ notices }: { notices: readonly Notice[] }) {
  if (notices.length === 0) return null;
  return (
    <section className="border-b border-warn-line bg-warn-soft text-warn" aria-label="Notices">
      <ul>
        {notices.map((notice) => (
          <li key={`${notice.code} ${notice.message}`}>
            <Line>
              <Prose text={notice.message} />
            </Line>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Why what the board shows may no longer be so. */
export function Stale({ children }: { children: ReactNode }) {
  return (
    <div role="alert" className="border-b border-warn-line bg-warn-soft text-warn">
      <Line>{children}</Line>
    </div>
  );
}

function Line({ children }: { children: ReactNode }) {
  return (
    <div className="flex items-start gap-2 px-3 py-1.5 md:px-4">
      <Icon name="warning" className="mt-0.5 size-3.5" />
      <p>{children}</p>
    </div>
  );
}

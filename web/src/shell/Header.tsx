import type { ReactNode } from 'react';
import type { BoardState } from '../board/store';
import { Icon } from '../ui/Icon';
import { Connection } from './Connection';
import { Link } from './Link';
import { Mark } from './Mark';
import type { Place } from './places';
import { ThemeSwitch } from './ThemeSwitch';
import { WorkspaceName } from './WorkspaceName';

interface Props {
  state: BoardState;
  place: Place;
  children?: ReactNode;
}

const pages = [
  ['Board', '/', 'board'],
  ['Workers', '/workers', 'workers'],
] as const;

export function Header({ state, place, children }: Props) {
  const workspace = state.board?.workspace;
  return (
    <header
      className={`flex shrink-0 flex-wrap items-center gap-x-3 gap-y-2 border-b border-line bg-card px-3 py-2 md:px-4 ${
        // On pages that scroll as a whole, that they may be out of date stays in sight.
        state.line.kind === 'live' || place.kind === 'board' ? '' : 'sticky top-0 z-30'
      }`}
    >
      <div className="flex min-w-0 grow basis-[60%] items-center gap-2.5 md:flex-1 md:gap-4">
        <Mark />
        <WorkspaceName workspace={workspace} isTitle={place.kind === 'board'} />
        <nav aria-label="Pages" className="flex gap-0.5 max-sm:text-xs">
          {pages.map(([name, href, kind]) => (
            <Link
              key={kind}
              href={href}
              aria-current={place.kind === kind ? 'page' : undefined}
              className="rounded-md px-1.5 py-1 whitespace-nowrap text-ink-2 sm:px-2 hover:bg-hover hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent"
            >
              {name}
            </Link>
          ))}
        </nav>
        {workspace && (
          <span
            className="flex min-w-0 items-center gap-1.5 font-mono text-xs text-ink-3 max-lg:hidden"
            title={`Finished work is meant for ${workspace.target_branch}; merges land on ${workspace.integration_branch}`}
          >
            <Icon name="branch" className="size-3" />
            <span className="truncate">{workspace.target_branch}</span>
            <Icon name="arrow" className="size-3" />
            <span className="truncate">{workspace.integration_branch}</span>
          </span>
        )}
        <Connection state={state} />
      </div>
      {children}
      <ThemeSwitch />
    </header>
  );
}

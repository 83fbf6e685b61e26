import type { RefObject } from 'react';
import type { BoardState } from '../board/store';
import { Icon } from '../ui/Icon';
import { Connection } from './Connection';
import { Mark } from './Mark';
import { Search } from './Search';
import { ThemeSwitch } from './ThemeSwitch';

interface Props {
  state: BoardState;
  query: string;
  onQuery: (query: string) => void;
  search: RefObject<HTMLInputElement | null>;
}

export function Header({ state, query, onQuery, search }: Props) {
  const workspace = state.board?.workspace;
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line bg-card px-3 py-2 md:px-4">
      <div className="flex min-w-0 flex-1 items-center gap-2.5 md:gap-4">
        <Mark />
        <h1 className="truncate text-sm font-semibold">{workspace?.display_name ?? 'Yoi'}</h1>
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
      <Search query={query} onQuery={onQuery} input={search} />
      <ThemeSwitch />
    </header>
  );
}

import type { RefObject } from 'react';
import { Icon } from '../ui/Icon';

interface Props {
  query: string;
  onQuery: (query: string) => void;
  input: RefObject<HTMLInputElement | null>;
}

export function Search({ query, onQuery, input }: Props) {
  return (
    <search className="relative order-last grow basis-[75%] md:order-none md:w-72 md:grow-0 md:basis-auto">
      <span className="pointer-events-none absolute inset-y-0 left-2.5 grid place-items-center text-ink-3">
        <Icon name="search" />
      </span>
      <input
        ref={input}
        type="text"
        inputMode="search"
        enterKeyHint="search"
        autoComplete="off"
        spellCheck={false}
        aria-label="Filter the board"
        aria-keyshortcuts="/"
        placeholder="Filter by title, id, Worker, branch…"
        value={query}
        onChange={(event) => onQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          if (query === '') event.currentTarget.blur();
          onQuery('');
        }}
        className="h-8 w-full rounded-lg border border-line bg-well pr-9 pl-8 text-base placeholder:text-ink-3 md:text-[13px]"
      />
      {query === '' ? (
        <kbd className="pointer-events-none absolute inset-y-1.5 right-1.5 grid w-5 place-items-center rounded border border-line bg-card font-mono text-[11px] text-ink-3 max-md:hidden">
          /
        </kbd>
      ) : (
        <button
          type="button"
          aria-label="Clear the filter"
          onClick={() => {
            onQuery('');
            input.current?.focus();
          }}
          className="absolute inset-y-1 right-1 grid w-6 place-items-center rounded text-ink-3 hover:text-ink"
        >
          <Icon name="close" className="size-3" />
        </button>
      )}
    </search>
  );
}

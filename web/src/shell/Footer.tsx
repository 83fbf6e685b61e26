import { useMemo } from 'react';
import type { BoardCard } from '../api/types';
import { count } from '../ui/format';
import { useMay } from './role';

const writes: readonly string[] = ['q', 'c'];
const hints = [
  ['/', 'filter'],
  ['h j k l', 'move'],
  ['↵', 'open'],
  ['space', 'glance'],
  ['q', 'queue'],
  ['c', 'create'],
] as const;

/** The whole board in numbers, and its keys. */
export function Footer({ cards }: { cards: ReadonlyMap<string, BoardCard> }) {
  const mayWrite = useMay('operator');
  const { working, tokens } = useMemo(() => tally(cards.values()), [cards]);
  return (
    <footer className="flex items-center gap-4 border-t border-line bg-card px-4 py-1 text-[11px] leading-4 text-ink-3 max-md:hidden">
      <span className="tabular-nums">
        {cards.size} {cards.size === 1 ? 'ticket' : 'tickets'} · {working} {working === 1 ? 'Worker' : 'Workers'} at
        work · {count(tokens)} tokens
      </span>
      <span className="ml-auto flex gap-3">
        {hints
          .filter(([key]) => mayWrite || !writes.includes(key))
          .map(([key, does]) => (
            <span key={key} className="flex items-center gap-1.5">
              <kbd className="rounded border border-line bg-well px-1 font-mono text-[10px]">{key}</kbd>
              {does}
            </span>
          ))}
      </span>
    </footer>
  );
}

function tally(cards: Iterable<BoardCard>) {
  let tokens = 0;
  const working = new Set<string>();
  for (const { attempt } of cards) {
    tokens += (attempt?.tokens.input ?? 0) + (attempt?.tokens.output ?? 0);
    if (attempt?.worker?.state === 'busy') working.add(`${attempt.worker.id}@${attempt.worker.runtime}`);
  }
  return { working: working.size, tokens };
}

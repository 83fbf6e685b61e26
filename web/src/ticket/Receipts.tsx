import { useState } from 'react';
import type { ReceiptView } from '../api/types';
import { duration, shortCommit } from '../ui/format';
import { Icon } from '../ui/Icon';
import { Ago } from '../ui/Time';

/** Those of earlier rounds are folded: what counts is what was checked last. */
const shown = 8;

/** What the host ran to check the work, the newest first. */
export function Receipts({ receipts }: { receipts: readonly ReceiptView[] }) {
  const [all, setAll] = useState(false);
  const newest = receipts.toReversed();
  const passed = receipts.filter((receipt) => receipt.exit_code === 0).length;
  return (
    <div className="overflow-hidden rounded-xl border border-line bg-card shadow-card">
      <table className="w-full table-fixed text-left">
        <caption className="sr-only">
          Receipts, {passed} of {receipts.length} passed, the newest first
        </caption>
        <thead className="text-xs text-ink-3">
          <tr className="border-b border-line">
            <th className="w-24 py-1.5 pl-3 font-normal">Receipt</th>
            <th className="py-1.5 font-normal">Command</th>
            <th className="w-16 py-1.5 font-normal max-md:hidden">For</th>
            <th className="w-20 py-1.5 pr-3 text-right font-normal md:pr-0">Took</th>
            <th className="w-24 py-1.5 pl-5 font-normal max-md:hidden">Commit</th>
            <th className="w-24 py-1.5 pr-3 text-right font-normal max-md:hidden">When</th>
          </tr>
        </thead>
        <tbody>
          {newest.slice(0, all ? undefined : shown).map((receipt) => (
            <tr key={receipt.id} className="border-b border-line align-top last:border-0">
              <td className="py-1.5 pl-3">
                <Verdict exit={receipt.exit_code} />
              </td>
              <td className="py-1.5 pr-3 font-mono text-xs leading-4.5 break-words">
                <Words text={receipt.command} />
              </td>
              <td className="py-1.5 text-ink-2 max-md:hidden">{receipt.purpose}</td>
              <td className="py-1.5 pr-3 text-right text-ink-2 tabular-nums md:pr-0">
                {duration(receipt.duration_ms)}
              </td>
              <td className="py-1.5 pl-5 font-mono text-xs text-ink-2 max-md:hidden" title={receipt.commit}>
                {shortCommit(receipt.commit)}
              </td>
              <td className="py-1.5 pr-3 text-right text-xs text-ink-3 max-md:hidden">
                <Ago at={receipt.at} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {receipts.length > shown && (
        <button
          type="button"
          aria-expanded={all}
          onClick={() => setAll(!all)}
          className="w-full border-t border-line py-1.5 text-xs font-medium text-accent hover:bg-hover"
        >
          {all ? 'Show the newest only' : `Show ${receipts.length - shown} older`}
        </button>
      )}
    </div>
  );
}

function Verdict({ exit }: { exit: number | null }) {
  if (exit === 0)
    return (
      <span className="inline-flex items-center gap-1.5 text-good">
        <Icon name="check" className="size-3.5" /> passed
      </span>
    );
  return (
    <span className="inline-flex items-center gap-1.5 font-medium text-bad">
      <Icon name="close" className="size-3.5" /> {exit === null ? 'timed out' : `exit ${exit}`}
    </span>
  );
}

/** A command that breaks between its words only: a lone hyphen at the end of a line reads as another command. */
function Words({ text }: { text: string }) {
  return text.split(' ').map((word, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: words of one command have no other name
    <span key={index}>
      {index > 0 && ' '}
      <span className="inline-block max-w-full">{word}</span>
    </span>
  ));
}

import { columnNames, columnStates } from './columns';

const heights = [
  ['h-16', 'h-14'],
  ['h-14'],
  ['h-16', 'h-16', 'h-14'],
  ['h-28', 'h-28'],
  ['h-20'],
  ['h-12', 'h-12', 'h-12'],
];

/** The board's shape until its first snapshot is here. */
export function Skeleton() {
  return (
    <main aria-busy="true" aria-label="The board is loading" className="min-h-0 flex-1 px-3 py-3 md:px-4">
      <div className="h-full gap-2.5 md:grid md:grid-cols-[repeat(3,minmax(0,1fr))_minmax(0,1.25fr)_minmax(0,1fr)_minmax(0,0.75fr)]">
        {columnStates.map((state, index) => (
          <div
            key={state}
            className={`rounded-xl px-1.5 pb-2 md:bg-lane ${state === 'inprogress' ? '' : 'max-md:hidden'}`}
          >
            <div className="flex h-8.5 items-center px-1.5 pt-1 font-semibold text-ink-3">{columnNames[state]}</div>
            <div className="flex flex-col gap-1.5">
              {heights[index]?.map((height, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: blocks without a name
                <div key={place} className={`${height} animate-breathe rounded-lg bg-card/70`} />
              ))}
            </div>
          </div>
        ))}
      </div>
    </main>
  );
}

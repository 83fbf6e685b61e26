import { nameHere } from '../shell/router';

type Part = readonly [id: string, name: string, count: number | undefined];

/** The parts of the page, always in reach. */
export function Jump({ parts }: { parts: readonly Part[] }) {
  return (
    <nav
      aria-label="On this page"
      className="sticky top-0 z-10 -mx-3 -mb-4 border-b border-line bg-ground px-3 md:mx-0 md:px-0"
    >
      <ul className="-ml-2 flex gap-0.5 overflow-x-auto [scrollbar-width:none]">
        {parts.map(([id, name, count]) => (
          <li key={id}>
            <a
              href={`#${id}`}
              onClick={(event) => {
                event.preventDefault();
                nameHere(`#${id}`);
                document.getElementById(id)?.scrollIntoView();
              }}
              className="flex items-baseline gap-1.5 rounded-md px-2 py-2 whitespace-nowrap text-ink-2 hover:text-ink"
            >
              {name}
              {count !== undefined && <span className="text-xs text-ink-3 tabular-nums">{count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

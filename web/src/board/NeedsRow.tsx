import { Link } from '../shell/Link';
import { Icon, type IconName } from '../ui/Icon';
import { Prose } from '../ui/Prose';
import { Ago } from '../ui/Time';
import { type Need, needKey } from './needs';

const icons: Record<Need['kind'], IconName> = {
  approval: 'hand',
  parked: 'pause',
  close: 'flag',
  unreadable: 'warning',
};
const looks: Record<Need['kind'], string> = {
  approval: 'text-accent',
  parked: 'text-warn',
  close: 'text-good',
  unreadable: 'text-bad',
};

interface Props {
  needs: readonly Need[];
  /** How many of them are shown. */
  limit: number;
  /** Shows all, or few again. */
  onAll: () => void;
  held: string | null;
  onHold: (key: string) => void;
}

/** What waits for a person, above the columns. */
export function NeedsRow({ needs, limit, onAll, held, onHold }: Props) {
  if (needs.length === 0) return null;
  const all = limit === Number.POSITIVE_INFINITY;
  return (
    <section aria-labelledby="needs" className="px-3 pt-3 md:px-4">
      <header className="flex items-center gap-2 pb-1.5">
        <h2 id="needs" className="font-semibold">
          Needs you
        </h2>
        <span className="text-ink-3 tabular-nums">{needs.length}</span>
        {(all || limit < needs.length) && (
          <button type="button" className="ml-auto text-xs text-accent hover:underline" onClick={onAll}>
            {all ? 'Show fewer' : `Show all ${needs.length}`}
          </button>
        )}
      </header>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,19rem),1fr))] gap-2 md:-m-0.5 md:max-h-60 md:overflow-y-auto md:p-0.5">
        {needs.slice(0, limit).map((need) => (
          <li key={need.card.id} className="min-w-0">
            <Link
              href={need.href}
              data-key={needKey(need)}
              tabIndex={held === needKey(need) ? 0 : -1}
              onFocus={() => onHold(needKey(need))}
              className="flex size-full gap-2.5 rounded-lg border border-line bg-card px-3 py-2 text-left shadow-card hover:border-edge"
            >
              <span className={`mt-px ${looks[need.kind]}`}>
                <Icon name={icons[need.kind]} className="size-4" />
              </span>
              <span className="flex min-w-0 flex-1 flex-col gap-0.5">
                <span className="flex items-baseline gap-2">
                  <span className="truncate font-medium">{need.card.title}</span>
                  <span className="ml-auto shrink-0 text-xs text-ink-3" aria-hidden="true">
                    <Ago at={need.since} />
                  </span>
                </span>
                <span className="line-clamp-2 text-xs leading-4 text-ink-2">
                  <Prose text={need.reason} />
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

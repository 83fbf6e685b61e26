import { ago, elapsed } from './format';
import { useNow } from './now';

const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const timeOfDay = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const minute = 60_000;

interface Props {
  at: string;
}

/** How long since, ticking. */
export function Elapsed({ at }: Props) {
  const now = useNow();
  return (
    <time dateTime={at} title={full.format(new Date(at))} className="tabular-nums">
      {elapsed(now - Date.parse(at))}
    </time>
  );
}

/** How long ago, in one unit. Seconds are not counted: a board full of them would never be at rest. */
export function Ago({ at }: Props) {
  const past = useNow() - Date.parse(at);
  return (
    <time dateTime={at} title={full.format(new Date(at))} className="tabular-nums">
      {past < minute ? 'just now' : ago(past)}
    </time>
  );
}

/** The point in time; today's without its date. */
export function FullTime({ at }: Props) {
  const date = new Date(at);
  const isToday = date.toDateString() === new Date(useNow()).toDateString();
  return (
    <time dateTime={at} title={full.format(date)} className="tabular-nums">
      {(isToday ? timeOfDay : full).format(date)}
    </time>
  );
}

import { ago, elapsed } from './format';
import { useNow } from './now';

const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

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

/** How long ago, in one unit. */
export function Ago({ at }: Props) {
  const now = useNow();
  return (
    <time dateTime={at} title={full.format(new Date(at))} className="tabular-nums">
      {ago(now - Date.parse(at))}
    </time>
  );
}

export function FullTime({ at }: Props) {
  return (
    <time dateTime={at} className="tabular-nums">
      {full.format(new Date(at))}
    </time>
  );
}

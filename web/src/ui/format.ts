const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** How long something takes so far: 12s, 4m 07s, 3h 05m, 2d 4h. */
export function elapsed(milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  if (ms < minute) return `${Math.floor(ms / second)}s`;
  if (ms < hour) return `${Math.floor(ms / minute)}m ${two((ms % minute) / second)}s`;
  if (ms < day) return `${Math.floor(ms / hour)}h ${two((ms % hour) / minute)}m`;
  return `${Math.floor(ms / day)}d ${Math.floor((ms % day) / hour)}h`;
}

/** How long something took: 340 ms, 4.2 s, 1m 07s. */
export function duration(milliseconds: number): string {
  if (milliseconds < second) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 10 * second) return `${(milliseconds / second).toFixed(1)} s`;
  return milliseconds < minute ? `${Math.round(milliseconds / second)} s` : elapsed(milliseconds);
}

/** How long ago, in one unit: now, 12 s ago, 4 min ago, 3 h ago, 2 d ago. */
export function ago(milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  if (ms < 2 * second) return 'now';
  if (ms < minute) return `${Math.floor(ms / second)} s ago`;
  if (ms < hour) return `${Math.floor(ms / minute)} min ago`;
  if (ms < day) return `${Math.floor(ms / hour)} h ago`;
  return `${Math.floor(ms / day)} d ago`;
}

/** A count in at most four characters and a unit: 950, 12.4k, 124k, 1.2M. */
export function count(value: number): string {
  if (value < 1000) return `${value}`;
  const [scaled, unit] = value < 999_500 ? [value / 1000, 'k'] : [value / 1_000_000, 'M'];
  return `${scaled < 99.95 ? scaled.toFixed(1).replace(/\.0$/, '') : Math.round(scaled)}${unit}`;
}

/** The end of an id, where ids differ; commands take it too. */
export function shortId(id: string): string {
  return id.slice(-6);
}

/** The start of a commit's name. */
export function shortCommit(commit: string): string {
  return commit.slice(0, 8);
}

function two(value: number): string {
  return `${Math.floor(value)}`.padStart(2, '0');
}

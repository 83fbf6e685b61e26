import type { PatchFile } from './patch';

/** The name of a line in the address; null where the diff does not show it. */
export function anchorOf(
  files: readonly PatchFile[],
  path: string | undefined,
  line: number | undefined,
): string | null {
  if (path === undefined || line === undefined) return null;
  const at = files.findIndex((file) => file.path === path);
  const isShown = files[at]?.hunks.some((hunk) => hunk.lines.some((one) => one.new === line));
  return isShown ? `line-${at}-${line}` : null;
}

/** The file that an address names a line of. */
export function namedFile(hash: string): number | null {
  const found = /^#line-(\d{1,6})-\d{1,9}$/.exec(hash);
  return found ? Number(found[1]) : null;
}

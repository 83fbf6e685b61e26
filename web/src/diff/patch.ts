export interface PatchLine {
  kind: ' ' | '+' | '-';
  /** The line's number before and after, where it is there. */
  old?: number;
  new?: number;
  text: string;
  /** True where the file ends here without a line break. */
  open?: boolean;
}

export interface Hunk {
  /** What git says the hunk lies in, such as a function's first line. */
  heading: string;
  lines: PatchLine[];
}

export interface PatchFile {
  path: string;
  /** Its path before, where that was another. */
  from?: string;
  kind: 'added' | 'deleted' | 'renamed' | 'changed';
  binary: boolean;
  added: number;
  removed: number;
  hunks: Hunk[];
}

const hunkHead = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@ ?(.*)$/;

/** Reads a unified diff. One that is cut off anywhere gives what was there; lines that belong to nothing are passed over. */
export function parsePatch(patch: string): PatchFile[] {
  const files: PatchFile[] = [];
  let file: PatchFile | null = null;
  let hunk: Hunk | null = null;
  // Lines of the hunk that are still to come: within them nothing is a header, whatever it looks like.
  let olds = 0;
  let news = 0;
  let old = 0;
  let now = 0;
  for (const line of patch.split('\n')) {
    if (hunk && file && (olds > 0 || news > 0)) {
      const kind = line[0] ?? ' ';
      const text = line.slice(1).replace(/\r$/, '');
      if (kind === '+') {
        hunk.lines.push({ kind, new: now++, text });
        file.added++;
        news--;
        continue;
      }
      if (kind === '-') {
        hunk.lines.push({ kind, old: old++, text });
        file.removed++;
        olds--;
        continue;
      }
      if (kind === ' ') {
        hunk.lines.push({ kind, old: old++, new: now++, text });
        olds--;
        news--;
        continue;
      }
    }
    if (line.startsWith('\\')) {
      const last = hunk?.lines.at(-1);
      if (last) last.open = true;
      continue;
    }
    if (line.startsWith('diff --git ')) {
      file = fileOf(pathOfGit(line.slice('diff --git '.length)));
      files.push(file);
      hunk = null;
      continue;
    }
    const head = hunkHead.exec(line);
    if (head && file) {
      old = Number(head[1]);
      now = Number(head[3]);
      olds = Number(head[2] ?? 1);
      news = Number(head[4] ?? 1);
      hunk = { heading: head[5] ?? '', lines: [] };
      file.hunks.push(hunk);
      continue;
    }
    if (line.startsWith('--- ')) {
      // A diff without git's own header starts its files here.
      if (!file || file.hunks.length > 0) {
        file = fileOf('');
        files.push(file);
        hunk = null;
      }
      const path = pathOf(line.slice(4), 'a/');
      if (path === null) file.kind = 'added';
      else if (file.path === '' || file.kind === 'deleted') file.path = path;
      continue;
    }
    if (!file) continue;
    if (line.startsWith('+++ ')) {
      const path = pathOf(line.slice(4), 'b/');
      if (path === null) file.kind = 'deleted';
      else file.path = path;
    } else if (line.startsWith('new file')) file.kind = 'added';
    else if (line.startsWith('deleted file')) file.kind = 'deleted';
    else if (line.startsWith('rename from ')) {
      file.kind = 'renamed';
      file.from = unquoted(line.slice('rename from '.length));
    } else if (line.startsWith('rename to ')) file.path = unquoted(line.slice('rename to '.length));
    else if (line.startsWith('Binary files ') || line.startsWith('GIT binary patch')) file.binary = true;
  }
  return files;
}

function fileOf(path: string): PatchFile {
  return { path, kind: 'changed', binary: false, added: 0, removed: 0, hunks: [] };
}

/** The path of "a/x b/x"; where both sides differ, the headers below say so. */
function pathOfGit(sides: string): string {
  if (sides.startsWith('"'))
    return sides.includes('" ') ? stripped(unquoted(sides.slice(0, sides.indexOf('" ') + 1)), 'a/') : '';
  const half = (sides.length - 1) / 2;
  return Number.isInteger(half) ? stripped(sides.slice(0, half), 'a/') : stripped(sides.split(' b/')[0] ?? '', 'a/');
}

function pathOf(text: string, side: string): string | null {
  const path = unquoted(text.replace(/\t.*$/, '').replace(/\r$/, ''));
  return path === '/dev/null' ? null : stripped(path, side);
}

function stripped(path: string, side: string): string {
  return path.startsWith(side) ? path.slice(side.length) : path;
}

const escapes: Record<string, number> = { n: 10, t: 9, r: 13, '"': 34, '\\': 92, a: 7, b: 8, f: 12, v: 11 };

/** A name as git writes it: quoted, with its bytes in octal, where it is not plain ASCII. */
function unquoted(name: string): string {
  if (!name.startsWith('"') || !name.endsWith('"') || name.length < 2) return name;
  const bytes: number[] = [];
  for (const [piece, octal, letter] of name.slice(1, -1).matchAll(/\\([0-7]{3})|\\(.)|[^\\]+/g)) {
    if (octal) bytes.push(Number.parseInt(octal, 8));
    else if (letter) bytes.push(escapes[letter] ?? letter.charCodeAt(0));
    else bytes.push(...new TextEncoder().encode(piece));
  }
  return new TextDecoder().decode(new Uint8Array(bytes));
}

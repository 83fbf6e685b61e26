export interface ShellOutput {
  /** Its exit code; null where it was killed. */
  exit: number | null;
  /** In words, where it did not end by itself. */
  killed?: string;
  out: string;
  err: string;
}

/** What the shell tool answered, apart; null where it says something else, such as why it did not run. */
export function shellOutput(text: string): ShellOutput | null {
  const end = text.indexOf('\n');
  const first = end < 0 ? text : text.slice(0, end);
  const code = /^exit code: (-?\d+)$/.exec(first);
  const killed = first.startsWith('killed after ');
  if (!code && !killed) return null;
  let rest = end < 0 ? '' : text.slice(end);
  let err = '';
  // The output may hold such a line too; the last one is the tool's own.
  const split = rest.lastIndexOf('\nstderr:\n');
  if (split >= 0) {
    err = rest.slice(split + '\nstderr:\n'.length);
    rest = rest.slice(0, split);
  }
  const out = rest.startsWith('\nstdout:\n') ? rest.slice('\nstdout:\n'.length) : rest.slice(1);
  return { exit: code ? Number(code[1]) : null, ...(killed && { killed: first }), out, err };
}

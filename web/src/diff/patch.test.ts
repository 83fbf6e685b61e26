import { describe, expect, it } from 'vitest';
import { parsePatch } from './patch';

const patch = `diff --git a/src/Stock.cs b/src/Stock.cs
index 1111111..2222222 100644
--- a/src/Stock.cs
+++ b/src/Stock.cs
@@ -1,4 +1,5 @@ class Stock
 one
-two
+zwei
+drei
 four
--- not a header
\\ No newline at end of file
diff --git a/new.txt b/new.txt
new file mode 100644
--- /dev/null
+++ b/new.txt
@@ -0,0 +1 @@
+hello
diff --git a/gone.txt b/gone.txt
deleted file mode 100644
--- a/gone.txt
+++ /dev/null
@@ -1 +0,0 @@
-bye
diff --git a/old name.md b/new name.md
similarity index 100%
rename from old name.md
rename to new name.md
diff --git a/pic.png b/pic.png
Binary files a/pic.png and b/pic.png differ
`;

describe('parsePatch', () => {
  it('finds files and what became of them', () => {
    expect(
      parsePatch(patch).map(({ path, kind, added, removed, binary }) => [path, kind, added, removed, binary]),
    ).toEqual([
      ['src/Stock.cs', 'changed', 2, 2, false],
      ['new.txt', 'added', 1, 0, false],
      ['gone.txt', 'deleted', 0, 1, false],
      ['new name.md', 'renamed', 0, 0, false],
      ['pic.png', 'changed', 0, 0, true],
    ]);
  });

  it('numbers lines on both sides, and takes none of a hunk for a header', () => {
    const hunk = parsePatch(patch)[0]?.hunks[0];
    expect(hunk?.heading).toBe('class Stock');
    expect(hunk?.lines.map(({ kind, old, new: now, text }) => [kind, old, now, text])).toEqual([
      [' ', 1, 1, 'one'],
      ['-', 2, undefined, 'two'],
      ['+', undefined, 2, 'zwei'],
      ['+', undefined, 3, 'drei'],
      [' ', 3, 4, 'four'],
      ['-', 4, undefined, '-- not a header'],
    ]);
  });

  it('gives what is there of a patch that is cut anywhere', () => {
    for (let end = 0; end <= patch.length; end++) expect(() => parsePatch(patch.slice(0, end))).not.toThrow();
    expect(parsePatch(patch.slice(0, patch.indexOf('zwei') + 4))[0]?.added).toBe(1);
  });

  it('reads a diff without git’s header', () => {
    const [file] = parsePatch('--- a.txt\n+++ a.txt\n@@ -3 +3 @@\n-x\n+y\n');
    expect(file).toMatchObject({ path: 'a.txt', added: 1, removed: 1 });
  });

  it('reads names that git quotes', () => {
    const [file] = parsePatch(
      'diff --git "a/\\303\\244.txt" "b/\\303\\244.txt"\n--- "a/\\303\\244.txt"\n+++ "b/\\303\\244.txt"\n',
    );
    expect(file?.path).toBe('ä.txt');
  });

  it('knows that there is nothing', () => {
    expect(parsePatch('')).toEqual([]);
  });
});

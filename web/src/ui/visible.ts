/** Characters that are not seen but change what is: controls, marks of direction, zero widths. */
const hidden = /[^\P{Cc}\n\t]|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** Text in which hidden characters are written out, so that nothing in it can look like something else. */
export function visible(text: string): string {
  return text.replace(
    hidden,
    (char) => `⟨U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
  );
}

export interface Span {
  text: string;
  /** 0–15, as terminals number their colours. */
  fg?: number;
  bg?: number;
  bold?: boolean;
  dim?: boolean;
  italic?: boolean;
  underline?: boolean;
}

type Style = Omit<Span, 'text'> & { inverse?: boolean };

const ESC = String.fromCharCode(0x1b);
const BEL = String.fromCharCode(0x07);
/** What terminals are told by: control sequences, with their parameters and end; strings such as titles and links; all others. */
const sequences = new RegExp(
  [
    `${ESC}\\[([0-?]*)[ -/]*([@-~])`,
    `${ESC}\\][^${BEL}${ESC}]*(?:${BEL}|${ESC}\\\\)?`,
    `${ESC}[PX^_][^${ESC}]*(?:${ESC}\\\\)?`,
    `${ESC}[ -/]*[0-~]?`,
  ].join('|'),
  'g',
);
/** Control characters but line feeds and tabs. */
const controls = /[^\P{Cc}\n\t]/gu;

/** Text of a terminal: its colours and weights are kept, all else that would steer one is dropped, and what was written over is gone. */
export function ansiSpans(text: string): Span[] {
  const spans: Span[] = [];
  let style: Style = {};
  let from = 0;
  const add = (piece: string) => {
    const clean = piece.replace(controls, '');
    if (clean !== '') spans.push({ text: clean, ...shown(style) });
  };
  const settled = overwritten(text);
  for (const found of settled.matchAll(sequences)) {
    add(settled.slice(from, found.index));
    from = found.index + found[0].length;
    if (found[2] === 'm') style = styled(style, found[1] ?? '');
  }
  add(settled.slice(from));
  return spans;
}

/** The spans without so many lines at their beginning: colours that were set there hold on. */
export function spansAfter(spans: readonly Span[], lines: number): Span[] {
  const rest: Span[] = [];
  let left = lines;
  for (const span of spans) {
    let from = 0;
    for (; left > 0; left--) {
      const end = span.text.indexOf('\n', from);
      if (end < 0) break;
      from = end + 1;
    }
    if (left === 0 && from < span.text.length) rest.push({ ...span, text: span.text.slice(from) });
  }
  return rest;
}

/** A carriage return goes back to the line's start: a progress bar leaves its last state only. */
function overwritten(text: string): string {
  if (!text.includes('\r')) return text;
  return text
    .replace(/\r+\n/g, '\n')
    .split('\n')
    .map((line) => {
      const written = line.replace(/\r+$/, '');
      return written.slice(written.lastIndexOf('\r') + 1);
    })
    .join('\n');
}

function shown({ inverse, ...style }: Style): Omit<Span, 'text'> {
  if (!inverse) return style;
  const { fg, bg, ...rest } = style;
  return { ...rest, fg: bg ?? 0, bg: fg ?? 7 };
}

function styled(style: Style, parameters: string): Style {
  let next = { ...style };
  const codes = parameters.split(/[;:]/).map(Number);
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at] ?? 0;
    if (code === 0) next = {};
    else if (code === 1) next.bold = true;
    else if (code === 2) next.dim = true;
    else if (code === 3) next.italic = true;
    else if (code === 4) next.underline = true;
    else if (code === 7) next.inverse = true;
    else if (code === 22) next = without(without(next, 'bold'), 'dim');
    else if (code === 23) next = without(next, 'italic');
    else if (code === 24) next = without(next, 'underline');
    else if (code === 27) next = without(next, 'inverse');
    else if (code === 39) next = without(next, 'fg');
    else if (code === 49) next = without(next, 'bg');
    else if (code >= 30 && code <= 37) next.fg = code - 30;
    else if (code >= 40 && code <= 47) next.bg = code - 40;
    else if (code >= 90 && code <= 97) next.fg = code - 82;
    else if (code >= 100 && code <= 107) next.bg = code - 92;
    else if (code === 38 || code === 48) {
      const side = code === 38 ? 'fg' : 'bg';
      if (codes[at + 1] === 5) {
        next[side] = nearest(...palette(codes[at + 2] ?? 0), codes[at + 2]);
        at += 2;
      } else if (codes[at + 1] === 2) {
        next[side] = nearest(codes[at + 2] ?? 0, codes[at + 3] ?? 0, codes[at + 4] ?? 0);
        at += 4;
      }
    }
  }
  return next;
}

function without<Key extends keyof Style>(style: Style, key: Key): Style {
  const { [key]: _, ...rest } = style;
  return rest;
}

function palette(index: number): [number, number, number] {
  if (index >= 232) return [0, 1, 2].map(() => 8 + (index - 232) * 10) as [number, number, number];
  const cube = Math.max(0, index - 16);
  const level = (step: number) => (step === 0 ? 0 : 55 + step * 40);
  return [level(Math.floor(cube / 36) % 6), level(Math.floor(cube / 6) % 6), level(cube % 6)];
}

/** Of the sixteen colours the closest by hue: those are chosen so that they can be read on this page, light or dark. */
function nearest(red: number, green: number, blue: number, index = 16): number {
  if (index < 16) return index;
  const most = Math.max(red, green, blue);
  const least = Math.min(red, green, blue);
  if (most - least < 40) return most > 190 ? 7 : most > 90 ? 8 : 0;
  const half = (most + least) / 2;
  const bits = (red > half ? 1 : 0) | (green > half ? 2 : 0) | (blue > half ? 4 : 0);
  return bits + (most > 170 ? 8 : 0);
}

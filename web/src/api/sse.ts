export interface ServerEvent {
  event: string;
  data: string;
  /** The cursor behind it, for those that carry one. */
  id?: string;
}

/** Reads server-sent events out of text that arrives in any pieces. Comments and unknown fields are passed over, as the standard says. */
export class SseParser {
  private rest = '';
  private event = '';
  private data: string[] = [];
  private id: string | undefined;
  private start = true;

  push(chunk: string): ServerEvent[] {
    if (this.start && chunk.length > 0) {
      this.start = false;
      chunk = chunk.replace(/^\uFEFF/, '');
    }
    const text = this.rest + chunk;
    const events: ServerEvent[] = [];
    let from = 0;
    for (;;) {
      const end = endOfLine(text, from);
      if (end === null) break;
      this.line(text.slice(from, end.at), events);
      from = end.next;
    }
    this.rest = text.slice(from);
    return events;
  }

  private line(line: string, events: ServerEvent[]) {
    if (line === '') {
      if (this.data.length > 0) {
        const id = this.id === undefined ? {} : { id: this.id };
        events.push({ event: this.event || 'message', data: this.data.join('\n'), ...id });
      }
      this.event = '';
      this.data = [];
      this.id = undefined;
      return;
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') this.event = value;
    if (field === 'data') this.data.push(value);
    if (field === 'id' && !value.includes('\0')) this.id = value;
  }
}

function endOfLine(text: string, from: number): { at: number; next: number } | null {
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (char === '\n') return { at, next: at + 1 };
    if (char !== '\r') continue;
    // A CR at the very end may be half of a CRLF: wait for what follows.
    if (at + 1 === text.length) return null;
    return { at, next: text[at + 1] === '\n' ? at + 2 : at + 1 };
  }
  return null;
}

export interface ServerSentEvent {
  event: string;
  data: string;
  id: string | undefined;
}

/**
 * Turns the text of an event stream into events, chunk by chunk.
 * https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export class EventStreamDecoder {
  #rest = '';
  #started = false;
  #event = '';
  #data: string[] = [];
  #id: string | undefined;

  /** The events that are complete after this chunk. */
  push(chunk: string): ServerSentEvent[] {
    let text = this.#rest + chunk;
    if (!this.#started && text) {
      this.#started = true;
      if (text.startsWith('\uFEFF')) text = text.slice(1);
    }
    // A trailing CR may be half of a CRLF: it waits for the next chunk.
    const held = text.endsWith('\r') ? '\r' : '';
    const lines = text.slice(0, text.length - held.length).split(/\r\n|\n|\r/);
    this.#rest = lines.pop() + held;
    return lines.flatMap((line) => this.#line(line));
  }

  /** The last event counts even when the connection closed before its blank line. */
  end(): ServerSentEvent[] {
    const line = this.#rest.replace(/\r$/, '');
    this.#rest = '';
    return [...(line ? this.#line(line) : []), ...this.#dispatch()];
  }

  #line(line: string): ServerSentEvent[] {
    if (line === '') return this.#dispatch();
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') this.#event = value;
    if (field === 'data') this.#data.push(value);
    if (field === 'id' && !value.includes('\0')) this.#id = value;
    return [];
  }

  #dispatch(): ServerSentEvent[] {
    const events =
      this.#data.length > 0
        ? [{ event: this.#event || 'message', data: this.#data.join('\n'), id: this.#id }]
        : [];
    this.#event = '';
    this.#data = [];
    this.#id = undefined;
    return events;
  }
}

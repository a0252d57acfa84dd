import type { RunEvent } from '@nexevo/protocol';
import type { GrowingText } from './growing-text.ts';

/** An event of the log; `ping` is never in it. */
export type LoggedEvent = RunEvent & { id: number };

const longest = 4000;
/** Keeps what is written at once to a reader far behind within bounds. */
const mostAtOnce = 500;

/**
 * The last 4,000 events of a run, by ids that count from 1. Of a piece of text it keeps only where that ends: there are
 * thousands, and the reply's text has them already. Pieces that wait together are read as one `delta`.
 */
export class RunLog {
  readonly #text: GrowingText;
  /** How long the text was after each event. */
  readonly #ends: number[] = [];
  /** All but pieces of text, by their ids. */
  readonly #events = new Map<number, LoggedEvent>();
  /** Whoever starts at the beginning has to learn the ids first, however much of the log is gone. */
  #first: LoggedEvent | undefined;
  /** Events that the log has no more, and how long the text was after them. */
  #dropped = 0;
  #droppedText: number;

  constructor(text: GrowingText) {
    this.#text = text;
    this.#droppedText = text.length;
  }

  get lastEventId(): number {
    return this.#dropped + this.#ends.length;
  }

  addText(piece: string): void {
    this.#text.append(piece);
    this.#push();
  }

  add(event: RunEvent): void {
    const logged = { ...event, id: this.lastEventId + 1 } as LoggedEvent;
    if (logged.id === 1) this.#first = logged;
    this.#events.set(logged.id, logged);
    this.#push();
  }

  /** The text has become another: whoever has read, or reads from now on, gets a `snapshot`. */
  restart(): void {
    this.#dropped = this.lastEventId + 1;
    this.#droppedText = this.#text.length;
    this.#ends.length = 0;
    this.#events.clear();
  }

  /** What comes after `seen`: as much as may be written at once. `snapshot` stands for what the log has no more. */
  after(seen: number, snapshot: () => LoggedEvent): LoggedEvent[] {
    const events: LoggedEvent[] = [];
    let id = seen;
    while (id < this.lastEventId && id < seen + mostAtOnce) {
      const event = this.#next(id) ?? snapshot();
      events.push(event);
      id = event.id;
    }
    return events;
  }

  /** `undefined` where the log has gone on. */
  #next(seen: number): LoggedEvent | undefined {
    if (seen === 0 && this.#first) return this.#first;
    if (seen < this.#dropped) return undefined;
    return this.#events.get(seen + 1) ?? this.#textAfter(seen);
  }

  #textAfter(seen: number): LoggedEvent {
    const last = Math.min(this.lastEventId, seen + mostAtOnce);
    let id = seen + 1;
    while (id < last && !this.#events.has(id + 1)) id += 1;
    const text = this.#text.slice(this.#endOf(seen), this.#endOf(id));
    return { event: 'delta', id, data: { text } };
  }

  #endOf(id: number): number {
    return id === this.#dropped ? this.#droppedText : this.#ends[id - this.#dropped - 1]!;
  }

  #push(): void {
    this.#ends.push(this.#text.length);
    if (this.#ends.length <= longest) return;
    this.#droppedText = this.#ends.shift()!;
    this.#dropped += 1;
    this.#events.delete(this.#dropped);
  }
}

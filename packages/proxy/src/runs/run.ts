import type { RunEvent, RunEventData, RunEventName, TokenUsage } from '@nexevo/protocol';
import { finalEvents } from '@nexevo/protocol';
import type { StartedRun, StoredRun } from '../store/store.ts';
import { Thinking } from './thinking.ts';
import type { RunWatcher } from './watch-run.ts';

/** Why a run is told to end before the model has. */
export type StopReason = 'stopped' | 'disconnected' | 'shutdown';

/** An event of the log; `ping` is never in it. */
export type LoggedEvent = RunEvent & { id: number };

/** A piece of text is kept as nothing but itself: there are thousands. Its id is its place. */
type Entry = string | LoggedEvent;

const logLimit = 4000;
/** Keeps what is written at once to a reader far behind within bounds. */
const mostAtOnce = 500;

/**
 * One reply being written: a log of events that any number of readers follow at their own pace.
 * The log keeps its last 4,000 events; a reader that is further behind gets a `snapshot` instead.
 */
export class Run {
  readonly started: StartedRun;
  readonly #controller = new AbortController();
  readonly #log: Entry[] = [];
  /** Events that the log has no more. */
  #dropped = 0;
  #first: LoggedEvent | undefined;
  #isSilent = true;
  /** One for each reader. */
  readonly #wakers = new Set<() => void>();
  readonly #graceMs: number;
  readonly #watch: RunWatcher | undefined;
  #grace: NodeJS.Timeout | undefined;
  #lastEventId = 0;
  #ended = false;
  #text: string;
  readonly #thinking: Thinking;

  constructor(started: StartedRun, { graceMs, watch }: { graceMs: number; watch?: RunWatcher }) {
    this.started = started;
    this.#graceMs = graceMs;
    this.#watch = watch;
    const { text, reasoning = '', reasoning_ms: ms } = started.reply;
    this.#text = text;
    this.#thinking = new Thinking({ text: reasoning, ms });
    this.#armGrace();
  }

  get stored(): StoredRun {
    return this.started.run;
  }

  /** Aborts when the run has to end early; its reason is a {@link StopReason}. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get text(): string {
    return this.#text;
  }

  /** What the model thinks aloud. */
  get thinking(): Thinking {
    return this.#thinking;
  }

  get lastEventId(): number {
    return this.#lastEventId;
  }

  /** All that there is of the reply. */
  get snapshot(): RunEventData['snapshot'] {
    const { text: reasoning, ms } = this.#thinking;
    return { text: this.#text, reasoning, ...(ms !== undefined && { reasoning_ms: ms }) };
  }

  stop(reason: StopReason): void {
    if (!this.#ended) this.#controller.abort(reason);
  }

  /** `usage` is for the operator's eyes, whatever readers may see of it. */
  publish<Name extends RunEventName>(
    event: Name,
    data: RunEventData[Name],
    usage?: TokenUsage,
  ): void {
    if (this.#ended) return;
    this.#lastEventId += 1;
    if (event === 'delta' && !this.#isSilent) {
      const { text } = data as RunEventData['delta'];
      this.#text += text;
      this.#log.push(text);
    } else {
      this.#add({ event, data, id: this.#lastEventId } as LoggedEvent, usage);
    }
    if (this.#log.length > logLimit) {
      this.#log.shift();
      this.#dropped += 1;
    }
    for (const wake of this.#wakers) wake();
  }

  /**
   * Events after `after`, those that are there together, until the run ends or `signal` aborts.
   * Who leaves the loop is no reader any more.
   */
  async *read(after: number, signal: AbortSignal): AsyncGenerator<LoggedEvent[], void, undefined> {
    let resume = () => {};
    const wake = () => resume();
    this.#enter(wake);
    signal.addEventListener('abort', wake);
    try {
      let seen = after > this.#lastEventId ? 0 : after;
      while (!signal.aborted) {
        const events = this.#after(seen);
        if (events.length > 0) {
          seen = events.at(-1)!.id;
          yield events;
        } else if (this.#ended) {
          return;
        } else {
          await new Promise<void>((resolve) => {
            resume = resolve;
          });
        }
      }
    } finally {
      signal.removeEventListener('abort', wake);
      this.#leave(wake);
    }
  }

  /** Whoever watches hears of all but the text that follows the first. */
  #add(logged: LoggedEvent, usage: TokenUsage | undefined): void {
    if (logged.event === 'delta') {
      this.#isSilent = false;
      this.#text += logged.data.text;
    }
    this.#log.push(logged);
    this.#watch?.(logged, usage);
    this.#first ??= logged;
    if ((finalEvents as readonly string[]).includes(logged.event)) this.#end();
  }

  #after(seen: number): LoggedEvent[] {
    const events: LoggedEvent[] = [];
    let next = this.#next(seen);
    while (next && events.length < mostAtOnce) {
      events.push(next);
      next = this.#next(next.id);
    }
    return events;
  }

  #next(seen: number): LoggedEvent | undefined {
    // Whoever starts at the beginning has to learn the ids first, however much of the log is gone.
    if (seen === 0) return this.#first;
    if (seen >= this.#dropped) {
      const entry = this.#log[seen - this.#dropped];
      if (typeof entry !== 'string') return entry;
      return { event: 'delta', id: seen + 1, data: { text: entry } };
    }
    // Everything up to the text's own last event is in the snapshot, but not how the run ended.
    const id = this.#ended ? this.#lastEventId - 1 : this.#lastEventId;
    return { event: 'snapshot', id, data: this.snapshot };
  }

  #enter(wake: () => void): void {
    this.#wakers.add(wake);
    clearTimeout(this.#grace);
  }

  #leave(wake: () => void): void {
    this.#wakers.delete(wake);
    if (this.#wakers.size === 0 && !this.#ended) this.#armGrace();
  }

  #armGrace(): void {
    this.#grace = setTimeout(() => this.stop('disconnected'), this.#graceMs);
    this.#grace.unref();
  }

  #end(): void {
    this.#ended = true;
    clearTimeout(this.#grace);
  }
}

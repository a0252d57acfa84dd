import type { RunEvent, RunEventData, RunEventName, TokenUsage } from '@nexevo/protocol';
import { finalEvents } from '@nexevo/protocol';
import type { RunOutcome, StartedRun, StoredRun } from '../store/store.ts';
import { GrowingText } from './growing-text.ts';
import { type LoggedEvent, RunLog } from './run-log.ts';
import { Thinking } from './thinking.ts';
import type { RunWatcher } from './watch-run.ts';

/** Why a run is told to end before the model has. */
export type StopReason = 'stopped' | 'disconnected' | 'shutdown';

/**
 * One reply being written: a log of events that any number of readers follow at their own pace.
 * A reader that is further behind than the log reaches gets a `snapshot` instead.
 */
export class Run {
  readonly started: StartedRun;
  readonly #controller: AbortController;
  readonly #text: GrowingText;
  readonly #thinking: Thinking;
  readonly #log: RunLog;
  /** How long the text was that this reply goes on from. */
  #begun: number;
  #isSilent = true;
  #readers = 0;
  /** Those of them who wait for an event. */
  #waiting: (() => void)[] = [];
  readonly #graceMs: number;
  readonly #watch: RunWatcher | undefined;
  #grace: NodeJS.Timeout | undefined;
  #ended = false;

  /** `controller` is what ends the run, and whatever is done for it. */
  constructor(
    started: StartedRun,
    {
      graceMs,
      watch,
      controller = new AbortController(),
    }: { graceMs: number; watch?: RunWatcher; controller?: AbortController },
  ) {
    this.started = started;
    this.#controller = controller;
    this.#graceMs = graceMs;
    this.#watch = watch;
    const { text, reasoning = '', reasoning_ms: ms } = started.reply;
    this.#text = new GrowingText(text);
    this.#begun = text.length;
    this.#log = new RunLog(this.#text);
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
    return this.#text.value;
  }

  /** Of the text; to be asked with every piece. */
  get length(): number {
    return this.#text.length;
  }

  /** A reply that goes on begins with text; only what comes after it is this run's. */
  get hasNewText(): boolean {
    return this.length > this.#begun;
  }

  /** What the model thinks aloud. */
  get thinking(): Thinking {
    return this.#thinking;
  }

  get lastEventId(): number {
    return this.#log.lastEventId;
  }

  /** All that there is of the reply. */
  get snapshot(): RunEventData['snapshot'] {
    const { text: reasoning, ms } = this.#thinking;
    return { text: this.text, reasoning, ...(ms !== undefined && { reasoning_ms: ms }) };
  }

  /** The last event that is in the snapshot: of one that has ended, not how. */
  get snapshotId(): number {
    return this.#ended ? this.lastEventId - 1 : this.lastEventId;
  }

  /** The same for the store. */
  get written(): Pick<RunOutcome, 'text' | 'reasoning' | 'reasoningMs'> {
    const { text: reasoning, ms } = this.#thinking;
    return { text: this.text, ...(ms !== undefined && { reasoning, reasoningMs: ms }) };
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
    if (event === 'delta') this.#publishText(data as RunEventData['delta']);
    else this.#publishEvent({ event, data } as RunEvent, usage);
    this.#wake();
  }

  /** What was written until now, and `more`, is not the reply's text but its thinking; also what it goes on from. */
  takeForThought(more: string): void {
    const thought = this.text + more;
    if (!thought.trim()) return;
    this.#thinking.addAll(thought);
    this.#text.clear();
    this.#begun = 0;
    this.#log.restart();
  }

  /**
   * Events after `after`, those that are there together, until the run ends or `signal` aborts.
   * Who leaves the loop is no reader any more.
   */
  async *read(after: number, signal: AbortSignal): AsyncGenerator<LoggedEvent[], void, undefined> {
    const wake = () => this.#wake();
    this.#enter();
    signal.addEventListener('abort', wake);
    try {
      let seen = after > this.lastEventId ? 0 : after;
      while (!signal.aborted) {
        const events = this.#log.after(seen, () => ({
          event: 'snapshot',
          id: this.snapshotId,
          data: this.snapshot,
        }));
        if (events.length > 0) {
          seen = events.at(-1)!.id;
          yield events;
        } else if (this.#ended) {
          return;
        } else {
          await new Promise<void>((resolve) => this.#waiting.push(resolve));
        }
      }
    } finally {
      signal.removeEventListener('abort', wake);
      this.#leave();
    }
  }

  #publishEvent(event: RunEvent, usage: TokenUsage | undefined): void {
    this.#log.add(event);
    this.#watch?.(event, usage);
    if ((finalEvents as readonly string[]).includes(event.event)) this.#end();
  }

  /** Whoever watches hears of all but the text that follows the first. */
  #publishText(data: RunEventData['delta']): void {
    this.#log.addText(data.text);
    if (this.#isSilent) this.#watch?.({ event: 'delta', data });
    this.#isSilent = false;
  }

  #wake(): void {
    if (this.#waiting.length === 0) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const go of waiting) go();
  }

  #enter(): void {
    this.#readers += 1;
    clearTimeout(this.#grace);
  }

  #leave(): void {
    this.#readers -= 1;
    if (this.#readers === 0 && !this.#ended) this.#armGrace();
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

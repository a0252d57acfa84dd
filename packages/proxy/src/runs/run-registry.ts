import type { StartedRun, StoredRun } from '../store/store.ts';
import type { Ask } from './asker.ts';
import { Run, type StopReason } from './run.ts';
import type { RunPermit } from './run-admission.ts';
import type { RunExecutor } from './run-executor.ts';
import type { RunWatcher } from './watch-run.ts';

/** How long the log of an ended run can still be followed: longer than a page rests between two attempts. Afterwards the store answers. */
const keepEndedMs = 20_000;

/** The runs that this process owns. */
export class RunRegistry {
  readonly #runs = new Map<string, Run>();
  readonly #executor: RunExecutor;
  readonly #graceMs: number;
  readonly #watch: (run: StoredRun) => RunWatcher;
  readonly #working = new Set<Promise<void>>();
  #isDraining = false;

  constructor({
    executor,
    graceMs,
    watch,
  }: {
    executor: RunExecutor;
    graceMs: number;
    watch: (run: StoredRun) => RunWatcher;
  }) {
    this.#executor = executor;
    this.#graceMs = graceMs;
    this.#watch = watch;
  }

  /** `asked`: what the gateway was asked before, and what ends it. */
  start(
    started: StartedRun,
    permit: RunPermit,
    asked?: { ask: Ask; controller: AbortController },
  ): void {
    const run = new Run(started, {
      graceMs: this.#graceMs,
      watch: this.#watch(started.run),
      ...(asked && { controller: asked.controller }),
    });
    this.#runs.set(run.stored.id, run);
    if (this.#isDraining) run.stop('shutdown');
    this.hold(
      this.#work(run, permit, asked?.ask).finally(() => {
        setTimeout(() => this.#runs.delete(run.stored.id), keepEndedMs).unref();
      }),
    );
  }

  /** A drain waits for it. */
  hold(work: Promise<void>): void {
    const held = work.finally(() => this.#working.delete(held));
    this.#working.add(held);
  }

  get(id: string): Run | undefined {
    return this.#runs.get(id);
  }

  /** Stops what is being written in a conversation that goes away. */
  stopIn(conversationId: string, reason: StopReason): void {
    for (const run of this.#runs.values()) {
      if (run.stored.conversationId === conversationId) run.stop(reason);
    }
  }

  /** A visitor has signed in: what is being written for the old name goes on for the new one. */
  rename(from: string, to: string): void {
    for (const { stored } of this.#runs.values()) {
      if (stored.visitor === from) stored.visitor = to;
    }
  }

  async #work(run: Run, permit: RunPermit, ask: Ask | undefined): Promise<void> {
    await permit.end(await this.#executor.execute(run, permit.caller, ask));
  }

  /** Ends every run as `shutdown`, with what has arrived kept. */
  async drain(): Promise<void> {
    this.#isDraining = true;
    for (const run of this.#runs.values()) run.stop('shutdown');
    while (this.#working.size > 0) await Promise.all(this.#working);
  }
}

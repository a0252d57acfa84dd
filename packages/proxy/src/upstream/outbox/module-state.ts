import type { Logger } from 'pino';
import type { Store } from '../../store/store.ts';
import { type Clock, systemClock } from '../queue/clock.ts';

/** `on` insists on the gateway's conversations, `off` does without, `auto` takes what the gateway offers. */
export type UpstreamConversations = 'auto' | 'on' | 'off';

/** How often a gateway that refuses conversations is tried again. */
const tryAgainMs = 10 * 60_000;

export interface ModuleStateOptions {
  store: Store;
  logger: Logger;
  conversations: UpstreamConversations;
  /** @default the process's own */
  clock?: Clock;
}

/** Whether the gateway has conversations, which are an optional module. The store remembers, so that it is told once. */
export class ModuleState {
  readonly #store: Store;
  readonly #logger: Logger;
  readonly #mode: UpstreamConversations;
  readonly #clock: Clock;
  #isRefused: boolean | undefined;
  #nextTry = 0;

  constructor({ store, logger, conversations, clock = systemClock }: ModuleStateOptions) {
    this.#store = store;
    this.#logger = logger;
    this.#mode = conversations;
    this.#clock = clock;
  }

  /** While it refuses, one entry goes ahead now and then. */
  async mayTry(): Promise<boolean> {
    if (this.#mode !== 'auto') return true;
    this.#isRefused ??= (await this.#store.outboxStatus()).conversationsRefusedAt !== undefined;
    return !this.#isRefused || this.#clock.now() >= this.#nextTry;
  }

  /** An entry goes ahead; while the gateway refuses, no other does for a while. */
  tries(): void {
    this.#nextTry = this.#clock.now() + tryAgainMs;
  }

  async refuses(error: Error): Promise<void> {
    if (this.#mode !== 'auto') return;
    this.#isRefused = true;
    this.tries();
    if (!(await this.#store.noteConversationsRefused(Date.now()))) return;
    this.#logger.error(
      { err: error },
      'the gateway refuses conversations; chat goes on from the store alone, and what it is to keep waits. ' +
        'Set NEXEVO_UPSTREAM_CONVERSATIONS=off if that is meant to be so',
    );
  }

  async works(): Promise<void> {
    if (this.#mode !== 'auto' || this.#isRefused === false) return;
    this.#isRefused = false;
    if (await this.#store.noteConversationsRefused(undefined)) {
      this.#logger.info('the gateway takes conversations again; what waited is being told');
    }
  }
}

import {
  type Gate,
  type GateOutcome,
  type GateRequest,
  NexevoError,
  RateLimitError,
  routes,
} from '@nexevo/client';
import { type Clock, systemClock } from './clock.ts';
import type { Place } from './fair-line.ts';
import { QueueError } from './queue-error.ts';
import { RequestScheduler, type Waiting } from './request-scheduler.ts';
import type { Departure, Lane } from './request-window.ts';

/** On whose behalf a chat call is made: its `pass`. */
export interface ChatPass extends Place {
  /** Places from the front; 0 when its turn has come after waiting. */
  moved(position: number): void;
  /** The gateway has got it, and has not refused it: told once, with the answer's head or when nobody waits for that any more. */
  taken(): void;
}

export interface UpstreamQueueOptions {
  /** What the key may do, until the gateway says it. */
  requestsPerMinute: number;
  /** Longest line of chat. */
  length: number;
  /** Longest wait of chat. */
  waitMs: number;
  clock?: Clock;
  /** Told how long a chat call has waited for its turn, in milliseconds. */
  onTurn?: (waited: number) => void;
}

/** Bookkeeping is written down elsewhere and comes again; this only keeps memory bounded. */
const bookkeepingLimits = { length: 1000, waitMs: 10 * 60_000 };

/**
 * Shares the key's requests a minute between everybody: the gate of the proxy's client, so that no call can pass it by.
 * Chat carries a {@link ChatPass}; every other call is bookkeeping, in turns by its noun, so that an operator's page
 * does not wait behind a thousand appends.
 */
export class UpstreamQueue implements Gate {
  readonly #scheduler: RequestScheduler;
  readonly #onTurn: ((waited: number) => void) | undefined;

  constructor({ clock = systemClock, onTurn, ...rest }: UpstreamQueueOptions) {
    const { requestsPerMinute, length, waitMs } = rest;
    this.#onTurn = onTurn;
    const limits = { chat: { length, waitMs }, bookkeeping: bookkeepingLimits };
    this.#scheduler = new RequestScheduler({ clock, requestsPerMinute, limits });
  }

  enter({ route, pass, signal }: GateRequest): Promise<(outcome: GateOutcome) => void> {
    const lane: Lane = route === routes.completeChat ? 'chat' : 'bookkeeping';
    const place = lane === 'chat' ? (pass as ChatPass | undefined) : undefined;
    const noun = route.path.split('/')[1] ?? '';
    return new Promise((resolve, reject) => {
      let hasWaited = false;
      const came = performance.now();
      const waiting: Waiting = {
        lane,
        group: place?.group ?? noun,
        member: place?.member ?? noun,
        go: (departure) => {
          signal.removeEventListener('abort', leave);
          if (hasWaited) place?.moved(0);
          if (lane === 'chat') this.#onTurn?.(performance.now() - came);
          resolve((outcome) => {
            if (outcome.isTaken) place?.taken();
            this.#learn(departure, outcome);
          });
        },
        refuse: (why, retryAfter) => {
          signal.removeEventListener('abort', leave);
          reject(new QueueError(why === 'full' ? 'queue_full' : 'queue_timeout', retryAfter));
        },
        moved: (position) => {
          hasWaited = true;
          place?.moved(position);
        },
      };
      const leave = () => {
        this.#scheduler.leave(waiting);
        reject(signal.reason);
      };
      if (signal.aborted) return reject(signal.reason);
      signal.addEventListener('abort', leave, { once: true });
      this.#scheduler.enter(waiting);
    });
  }

  /** Throws when a message of this group could only be refused; to be asked before it is accepted. */
  checkRoom(group: string): void {
    if (!this.#scheduler.isFullFor('chat', group)) return;
    throw new QueueError('queue_full', this.#scheduler.retryAfter);
  }

  /** How many requests wait. */
  length(lane: Lane): number {
    return this.#scheduler.length(lane);
  }

  close(): void {
    this.#scheduler.close();
  }

  #learn(departure: Departure, { rateLimit, error }: GateOutcome): void {
    if (error instanceof RateLimitError && error.code !== 'tenant_monthly_quota_exceeded') {
      this.#scheduler.refused(departure, error.retryAfter);
    } else if (error === undefined || (error instanceof NexevoError && error.status)) {
      this.#scheduler.answered(departure, rateLimit);
    } else {
      this.#scheduler.lost(departure);
    }
  }
}

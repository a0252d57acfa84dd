import type { RateLimit } from '@nexevo/client';
import { RequestScheduler } from '../src/upstream/queue/request-scheduler.ts';
import type { Departure, Lane } from '../src/upstream/queue/request-window.ts';
import { seeded, VirtualTime } from './virtual-time.ts';

export interface WorldOptions {
  seed: number;
  /** What the gateway allows a minute. @default 60 */
  perMinute?: number;
  /** When the gateway's minute turns, in ms after ours begins. */
  offset?: number;
  /** What the gateway says in place of the truth. */
  lie?: (truth: RateLimit) => RateLimit;
  /** What a 429 asks for, in seconds. Default: the truth. */
  retryAfter?: number;
  /** Longest line of chat. @default 200 */
  length?: number;
  waitMs?: number;
}

export interface Wait {
  lane: Lane;
  group: string;
  member: string;
  /** Milliseconds until it was let out. */
  ms: number;
  at: number;
}

/** A day at the gateway in no time: visitors, a minute that turns, answers that take their time. */
export class QueueWorld {
  readonly time = new VirtualTime();
  readonly random: () => number;
  readonly scheduler: RequestScheduler;
  readonly waits: Wait[] = [];
  readonly refusals = { full: 0, late: 0 };
  /** 429s the gateway gave. */
  tooMany = 0;
  readonly #options: WorldOptions;
  #turn = { minute: Number.NaN, used: 0 };

  constructor(options: WorldOptions) {
    const { seed, length = 200, waitMs = 120_000 } = options;
    this.#options = options;
    this.random = seeded(seed);
    this.scheduler = new RequestScheduler({
      clock: this.time,
      requestsPerMinute: 60,
      limits: { chat: { length, waitMs }, bookkeeping: { length: 100_000, waitMs: 3_600_000 } },
    });
  }

  /** One request, sent again for as long as it meets a 429. */
  request(lane: Lane, group: string, member: string, done: () => void = () => {}): void {
    const asked = this.time.now();
    this.scheduler.enter({
      lane,
      group,
      member,
      go: (departure) => {
        const ms = this.time.now() - asked;
        this.waits.push({ lane, group, member, ms, at: this.time.now() });
        const took = lane === 'chat' ? 300 + this.random() * 2000 : 20 + this.random() * 60;
        const answer = this.#answer();
        this.time.after(took, () => {
          this.#receive(departure, answer);
          if (answer.refused) this.request(lane, group, member, done);
          else done();
        });
      },
      refuse: (why) => {
        this.refusals[why] += 1;
      },
    });
  }

  /** A question, and what keeping it takes: the question at once, its answer when it is there. */
  turn(group: string, member: string): void {
    this.request('bookkeeping', 'conversations', 'conversations');
    this.request('chat', group, member, () => {
      this.time.after(2000 + this.random() * 8000, () => {
        this.request('bookkeeping', 'conversations', 'conversations');
      });
    });
  }

  /** Calls `work` again and again, at random moments that are `everyMs` apart on average. */
  repeat(everyMs: number, work: () => void): void {
    const again = () => {
      work();
      this.time.after(-Math.log(1 - this.random()) * everyMs, again);
    };
    this.time.after(this.random() * everyMs, again);
  }

  /** The gateway counts as its own minute goes, whatever we think. */
  #answer(): { refused: boolean; rateLimit: RateLimit; retryAfter: number } {
    const { perMinute = 60, offset = 0, lie, retryAfter } = this.#options;
    const since = this.time.now() - offset;
    const minute = Math.floor(since / 60_000);
    if (minute !== this.#turn.minute) this.#turn = { minute, used: 0 };
    this.#turn.used += 1;
    const reset = Math.ceil(((minute + 1) * 60_000 - since) / 1000);
    const remaining = Math.max(0, perMinute - this.#turn.used);
    const truth = { limit: perMinute, remaining, reset };
    const refused = this.#turn.used > perMinute;
    return { refused, rateLimit: lie?.(truth) ?? truth, retryAfter: retryAfter ?? reset };
  }

  #receive(
    departure: Departure,
    {
      refused,
      rateLimit,
      retryAfter,
    }: { refused: boolean; rateLimit: RateLimit; retryAfter: number },
  ): void {
    if (refused) {
      this.tooMany += 1;
      this.scheduler.refused(departure, retryAfter);
    } else {
      this.scheduler.answered(departure, rateLimit);
    }
  }
}

export function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

import type { RateLimit } from '@nexevo/client';
import type { Clock } from './clock.ts';
import { FairLine, type Place } from './fair-line.ts';
import { type Departure, type Lane, RequestWindow } from './request-window.ts';

/** Somebody who waits; exactly one of `go` and `refuse` is called, unless they leave. */
export interface Waiting extends Place {
  lane: Lane;
  go(departure: Departure): void;
  /** `full`: too many wait, and this place most. `late`: it has waited for as long as anybody may. */
  refuse(why: 'full' | 'late', retryAfter: number): void;
  /** How many places from the front, 1 is next; told once waiting begins, and whenever it changes. */
  moved?(position: number): void;
}

/** What a lane holds at most. */
export interface LaneLimits {
  length: number;
  waitMs: number;
}

export interface RequestSchedulerOptions {
  clock: Clock;
  /** Until an answer says otherwise. */
  requestsPerMinute: number;
  limits: Record<Lane, LaneLimits>;
}

interface Known {
  since: number;
  /** As last told. */
  position?: number;
}

const lanes = ['chat', 'bookkeeping'] as const;

/**
 * Decides which request leaves next, and when. It knows no network: time comes from the clock, answers from its callers.
 * Chat goes first up to its group's share of the minute, bookkeeping up to a sixth; whatever nobody's share covers is
 * given out evenly over the minute, in turns between the two.
 */
export class RequestScheduler {
  readonly #clock: Clock;
  readonly #limits: Record<Lane, LaneLimits>;
  readonly #window: RequestWindow;
  readonly #lines = { chat: new FairLine<Waiting>(), bookkeeping: new FairLine<Waiting>() };
  /** What is known of each who waits, the longest first. */
  readonly #known = { chat: new Map<Waiting, Known>(), bookkeeping: new Map<Waiting, Known>() };
  /** Whether somebody in the line of chat may have another position than was told. */
  #hasMoved = false;
  #spareTurn: Lane = 'bookkeeping';
  #cancelTimer: (() => void) | undefined;

  constructor({ clock, requestsPerMinute, limits }: RequestSchedulerOptions) {
    this.#clock = clock;
    this.#limits = limits;
    this.#window = new RequestWindow(requestsPerMinute);
  }

  enter(waiting: Waiting): void {
    const { lane } = waiting;
    this.#lines[lane].add(waiting);
    this.#known[lane].set(waiting, { since: this.#clock.now() });
    this.#hasMoved ||= lane === 'chat';
    this.#work();
  }

  /** Gives up the place. */
  leave(waiting: Waiting): void {
    if (this.#drop(waiting)) this.#work();
  }

  answered(departure: Departure, rateLimit: RateLimit): void {
    this.#window.answered(departure, rateLimit, this.#clock.now());
    this.#work();
  }

  refused(departure: Departure, retryAfter?: number): void {
    this.#window.refused(departure, retryAfter, this.#clock.now());
    this.#work();
  }

  lost(departure: Departure): void {
    this.#window.lost(departure);
    this.#work();
  }

  /** How many wait. */
  length(lane: Lane): number {
    return this.#lines[lane].length;
  }

  /** Whether one more of this group would be one too many. */
  isFullFor(lane: Lane, group: string): boolean {
    const line = this.#lines[lane];
    return line.length >= this.#limits[lane].length && line.lengthOf(group) + 1 >= line.longest;
  }

  /** Whole seconds after which asking again is worth it. */
  get retryAfter(): number {
    const now = this.#clock.now();
    return Math.max(1, Math.ceil((this.#window.opensAt(now) - now) / 1000));
  }

  close(): void {
    this.#cancelTimer?.();
  }

  #work(): void {
    const now = this.#clock.now();
    for (let next = this.#next(now); next; next = this.#next(now)) {
      this.#known[next.lane].delete(next);
      this.#hasMoved ||= next.lane === 'chat';
      next.go(this.#window.spend(next.lane, next.group, now));
    }
    for (const lane of lanes) this.#clear(lane, now);
    this.#tellPositions(now);
    this.#armTimer(now);
  }

  /** Sends away who has waited too long, and who is too many. */
  #clear(lane: Lane, now: number): void {
    const { waitMs, length } = this.#limits[lane];
    for (const [waiting, { since }] of this.#known[lane]) {
      if (since + waitMs > now) break;
      this.#refuse(waiting, 'late');
    }
    const last = this.#lines[lane].length > length && this.#lines[lane].mostCrowding;
    if (last) this.#refuse(last, 'full');
  }

  #next(now: number): Waiting | undefined {
    const { chat, bookkeeping } = this.#lines;
    const window = this.#window;
    const hasRoom = window.hasRoomForChat(now);
    const own =
      (hasRoom ? chat.take((group) => window.shareLeft(group, now) > 0) : undefined) ??
      (window.owesBookkeeping(now) ? bookkeeping.take() : undefined);
    if (own || !window.hasSpare(now)) return own;
    const spare =
      this.#spareTurn === 'chat'
        ? ((hasRoom ? chat.take() : undefined) ?? bookkeeping.take())
        : (bookkeeping.take() ?? (hasRoom ? chat.take() : undefined));
    if (spare) this.#spareTurn = spare.lane === 'chat' ? 'bookkeeping' : 'chat';
    return spare;
  }

  #refuse(waiting: Waiting, why: 'full' | 'late'): void {
    this.#drop(waiting);
    waiting.refuse(why, this.retryAfter);
  }

  #drop(waiting: Waiting): boolean {
    this.#known[waiting.lane].delete(waiting);
    this.#hasMoved ||= waiting.lane === 'chat';
    return this.#lines[waiting.lane].remove(waiting);
  }

  /** Those whose group has had its share go after the others. */
  #tellPositions(now: number): void {
    if (!this.#hasMoved) return;
    this.#hasMoved = false;
    const shares = new Map<string, number>();
    const [within, beyond]: [Waiting[], Waiting[]] = [[], []];
    for (const waiting of this.#lines.chat.inTurn()) {
      const left = shares.get(waiting.group) ?? this.#window.shareLeft(waiting.group, now);
      shares.set(waiting.group, left - 1);
      (left > 0 ? within : beyond).push(waiting);
    }
    let position = 0;
    for (const waiting of within.concat(beyond)) {
      position += 1;
      const known = this.#known.chat.get(waiting);
      if (!known || known.position === position) continue;
      known.position = position;
      waiting.moved?.(position);
    }
  }

  #armTimer(now: number): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    const ends = lanes.flatMap((lane) => {
      const first = this.#known[lane].values().next().value;
      return first === undefined ? [] : [first.since + this.#limits[lane].waitMs];
    });
    if (ends.length === 0) return;
    const at = Math.min(this.#window.opensAt(now), ...ends);
    // A timer may come a little early, and a sum of fractions a little late.
    this.#cancelTimer = this.#clock.after(Math.max(1, at - now), () => this.#work());
  }
}

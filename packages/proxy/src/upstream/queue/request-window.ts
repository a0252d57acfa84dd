import type { RateLimit } from '@nexevo/client';

/** Chat, which somebody waits for, and bookkeeping: conversations, feedback, billing. */
export type Lane = 'chat' | 'bookkeeping';

/** A request that left. */
export interface Departure {
  lane: Lane;
  group: string;
  /** When, by the queue's clock. */
  at: number;
}

const windowMs = 60_000;
/** After a refusal one request goes first; so long the others wait for what becomes of it. */
const probeMs = 5000;
/** A limit of one could not be shared; above the other, pacing is pointless. */
const [leastLimit, greatestLimit] = [2, 100_000];

/**
 * The gateway's minute as far as we know it: our own count, corrected by what answers say.
 * An answer can make the window shorter or fuller, never longer or emptier; so a gateway whose headers lie is at worst
 * met too slowly for a minute, or refuses with a 429, and that is heeded for at most a minute, too.
 */
export class RequestWindow {
  readonly #expected: number;
  /** As the gateway says. */
  #limit: number;
  /** What we believe it at most: a limit that ended in a 429 has to prove itself again. */
  #trusted = Number.POSITIVE_INFINITY;
  #accepted = 0;
  #begun = false;
  #start = 0;
  #end = 0;
  /** What others with the same key have used of it. */
  #others = 0;
  #spent = { chat: 0, bookkeeping: 0 };
  readonly #byGroup = new Map<string, number>();
  #heldUntil = Number.NEGATIVE_INFINITY;
  #refusals = 0;
  #probe: Departure | undefined;

  constructor(limit: number) {
    this.#expected = limit;
    this.#limit = limit;
  }

  /** How many requests may still leave now. */
  free(now: number): number {
    if (this.#begun && now >= this.#end) {
      this.#close();
      this.#trusted *= 2;
    }
    if (now < this.#heldUntil || this.#isProbing(now)) return 0;
    return this.#ours - this.#spent.chat - this.#spent.bookkeeping;
  }

  /** Whether chat leaves bookkeeping its one slot in six. */
  hasRoomForChat(now: number): boolean {
    return this.free(now) > Math.max(0, this.#forBookkeeping - this.#spent.bookkeeping);
  }

  owesBookkeeping(now: number): boolean {
    return this.free(now) > 0 && this.#spent.bookkeeping < this.#forBookkeeping;
  }

  /**
   * Slots of its share that a group has left: a quarter while half of the minute is free, then a fifteenth. So several
   * groups that ask for much do not empty the minute between them, and who asks for little still finds room.
   */
  shareLeft(group: string, now: number): number {
    const parts = this.free(now) > this.#ours / 2 ? 4 : 15;
    return Math.max(2, Math.floor(this.#ours / parts)) - (this.#byGroup.get(group) ?? 0);
  }

  /** Whether a slot is to spare: what no share has asked for is given away evenly over the minute, so that some is left. */
  hasSpare(now: number): boolean {
    return this.free(now) > 0 && now >= this.#spareAt;
  }

  /** The next moment at which waiting may be over. */
  opensAt(now: number): number {
    if (now < this.#heldUntil) return this.#heldUntil;
    if (this.#isProbing(now)) return this.#probe!.at + probeMs;
    if (!this.#begun) return now;
    const spareAt = this.#spareAt;
    return this.free(now) > 0 && spareAt > now ? Math.min(spareAt, this.#end) : this.#end;
  }

  spend(lane: Lane, group: string, now: number): Departure {
    if (!this.#begun) {
      this.#begun = true;
      this.#start = now;
      this.#end = now + windowMs;
    }
    const departure = { lane, group, at: now };
    if (this.#refusals > 0) this.#probe = departure;
    this.#spent[lane] += 1;
    if (lane === 'chat') this.#byGroup.set(group, (this.#byGroup.get(group) ?? 0) + 1);
    return departure;
  }

  /** Learns from an answer that was no 429. */
  answered({ at }: Departure, { limit, remaining, reset }: RateLimit, now: number): void {
    if (at >= this.#heldUntil) {
      this.#refusals = 0;
      this.#probe = undefined;
    }
    // An answer to a request of an earlier minute tells of that minute.
    if (!this.#begun || at < this.#start) return;
    this.#accepted += 1;
    if (isCount(limit) && limit > 0) {
      this.#limit = Math.min(greatestLimit, Math.max(leastLimit, Math.floor(limit)));
    }
    if (isCount(remaining)) {
      const used = this.#limit - Math.floor(remaining);
      const own = this.#spent.chat + this.#spent.bookkeeping;
      this.#others = Math.max(this.#others, used - own);
    }
    if (isCount(reset)) this.#end = Math.min(this.#end, now + Math.max(1, reset) * 1000);
  }

  /** A 429: nothing leaves for as long as it asks, within a minute; asked again and again, for longer each time. */
  refused({ at }: Departure, retryAfter: number | undefined, now: number): void {
    const left = this.#begun ? this.#end - now : windowMs;
    const asked = isCount(retryAfter) ? retryAfter * 1000 : left;
    // What left together is refused together.
    if (at >= this.#heldUntil) {
      this.#refusals += 1;
      this.#trusted = Math.max(this.#expected, this.#accepted);
    }
    const wait = Math.min(windowMs, Math.max(asked, 1000 * 2 ** (this.#refusals - 1)));
    this.#heldUntil = Math.max(this.#heldUntil, now + wait);
    this.#probe = undefined;
    this.#close();
  }

  /** No answer came. */
  lost(departure: Departure): void {
    if (this.#probe === departure) this.#probe = undefined;
  }

  get #ours(): number {
    return Math.min(this.#limit, this.#trusted) - this.#others;
  }

  get #forBookkeeping(): number {
    return this.#ours < 2 ? 0 : Math.max(1, Math.floor(this.#ours / 6));
  }

  /** When the minute is old enough for one more slot than are spent. */
  get #spareAt(): number {
    const next = this.#spent.chat + this.#spent.bookkeeping + 1;
    return this.#begun ? this.#end - windowMs * (1 - next / this.#ours) : Number.POSITIVE_INFINITY;
  }

  #isProbing(now: number): boolean {
    return this.#refusals > 0 && this.#probe !== undefined && now < this.#probe.at + probeMs;
  }

  #close(): void {
    this.#begun = false;
    this.#accepted = 0;
    this.#others = 0;
    this.#spent = { chat: 0, bookkeeping: 0 };
    this.#byGroup.clear();
  }
}

function isCount(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value) && value >= 0;
}

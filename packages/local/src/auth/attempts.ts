import type { Response } from 'express';
import type { Clock } from '../clock.ts';
import { ApiError } from '../errors.ts';

/** Wrong guesses at one secret within the window, in milliseconds; then it is closed for the rest of that. */
const allowed = 5;
const window = 15 * 60_000;
const sweepAt = 1000;

/** Counts wrong guesses, so that nobody tries all passwords or all six digits. In memory: a restart forgives. */
export class Attempts {
  readonly #clock: Clock;
  readonly #guesses = new Map<string, { count: number; endsAt: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Counts a guess before it is looked at, so that guesses at the same time count too.
   * @throws {ApiError} `too_many_attempts`, with `Retry-After` set
   */
  count(secret: string, response: Response): void {
    const now = this.#clock.now();
    const known = this.#guesses.get(secret);
    if (!known || known.endsAt <= now) {
      if (this.#guesses.size >= sweepAt) this.#sweep(now);
      this.#guesses.set(secret, { count: 1, endsAt: now + window });
      return;
    }
    known.count += 1;
    if (known.count <= allowed) return;
    const seconds = Math.ceil((known.endsAt - now) / 1000);
    response.set('Retry-After', String(seconds));
    throw new ApiError('too_many_attempts', `Too many wrong attempts; try again in ${seconds} s.`);
  }

  /** A right guess: those before it are forgotten. */
  forget(secret: string): void {
    this.#guesses.delete(secret);
  }

  #sweep(now: number): void {
    for (const [secret, { endsAt }] of this.#guesses)
      if (endsAt <= now) this.#guesses.delete(secret);
  }
}

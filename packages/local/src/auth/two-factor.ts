import type { Clock } from '../clock.ts';
import { ApiError } from '../errors.ts';
import type { User, Users } from '../users.ts';
import { matchTotp, newTotpSecret } from './totp.ts';

/** Two-factor login by an authenticator: asked for, on once a first code proves it, off by a code again. */
export class TwoFactor {
  readonly #users: Users;
  readonly #clock: Clock;

  constructor(users: Users, clock: Clock) {
    this.#users = users;
    this.#clock = clock;
  }

  /** A new secret that nothing depends on yet; one that was asked for before is forgotten. */
  begin({ id, totpEnabledAt }: User): string {
    if (totpEnabledAt)
      throw new ApiError('two_fa_already_enabled', 'Two-factor is on; disable it first.');
    const secret = newTotpSecret();
    this.#users.change(id, { totpSecret: secret });
    return secret;
  }

  /** Turns it on. */
  confirm(user: User, code: string): string {
    if (user.totpEnabledAt || !user.totpSecret)
      throw new ApiError('two_fa_not_pending', 'There is nothing to verify; enable it first.');
    if (!this.take(user, code)) throw wrongCode();
    const totpEnabledAt = new Date(this.#clock.now()).toISOString();
    this.#users.change(user.id, { totpEnabledAt });
    return totpEnabledAt;
  }

  /** Turns it off. */
  end(user: User, code: string): void {
    if (!user.totpEnabledAt) throw new ApiError('two_fa_not_enabled', 'Two-factor is off.');
    if (!this.take(user, code)) throw wrongCode();
    this.#users.change(user.id, { totpSecret: null, totpEnabledAt: null });
  }

  /** Whether a code is right and was not used before; uses it up. */
  take({ id, totpSecret }: User, code: string): boolean {
    const { totpUsedStep: usedStep } = this.#users.get(id);
    const step = totpSecret && matchTotp(totpSecret, code, { now: this.#clock.now(), usedStep });
    if (!step) return false;
    this.#users.change(id, { totpUsedStep: step });
    return true;
  }
}

function wrongCode(): ApiError {
  const message = 'code: is wrong, too old, or was used before.';
  // Who may ask is known here; at the login the same code means that it is not.
  return new ApiError('invalid_totp_code', message, { status: 403 });
}

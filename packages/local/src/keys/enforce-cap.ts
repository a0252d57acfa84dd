import type { Request, RequestHandler } from 'express';
import { identityOf } from '../caller.ts';
import { ApiError } from '../errors.ts';
import { formatMoney } from '../money.ts';
import type { KeySpend } from './key-spend.ts';

/**
 * Refuses every request of a key that has spent its monthly cap (documented), until the next month or a higher cap.
 * Only looking at the keys, changing and revoking one goes on: who has a single key could else never raise its cap, nor
 * end it when it has leaked.
 */
export function enforceCap(spend: KeySpend): RequestHandler {
  return (request, response, next) => {
    const key = identityOf(response)?.key;
    if (isAboutKeys(request)) return next();
    if (!key || key.cap === null || spend.of(key.id) < key.cap) return next();
    response.set('Retry-After', String(spend.secondsLeft));
    throw new ApiError(
      'tenant_monthly_quota_exceeded',
      `This key has spent its cap of ${formatMoney(key.cap)} USD for ${spend.month} (UTC). Raise or clear the cap, or wait for the next month.`,
    );
  };
}

function isAboutKeys({ method, path }: Request): boolean {
  return /^(?:GET|PATCH|DELETE)$/.test(method) && /^\/keys(?:\/|$)/.test(path);
}

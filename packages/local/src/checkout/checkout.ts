import type { Checkout } from '@nexevo/client';
import { type Request, Router } from 'express';
import { z } from 'zod';
import { callerOf } from '../caller.ts';
import { ApiError } from '../errors.ts';
import { rawBodyOf } from '../json-body.ts';
import { formatMoney, type Money, parseMoney } from '../money.ts';
import { requireRole } from '../organizations/roles.ts';
import { validate } from '../validate.ts';
import type { CheckoutStore } from './checkout-store.ts';

const order = z.object({
  amount_usd: z.number(),
  idempotency_key: z.string().min(1).max(255),
});

/** Whole cents, up to what a card processor takes at once. */
const amount = /^\d{1,6}(?:\.\d{1,2}0*)?$/;

/** `POST /billing/checkout`: where to pay a top-up. Nothing is credited before that. */
export function checkoutRouter(
  checkouts: CheckoutStore,
  { publicUrl }: { publicUrl?: string } = {},
): Router {
  return Router().post('/billing/checkout', (request, response) => {
    const { account, role } = callerOf(response);
    requireRole(role, 'owner', 'admin');
    const { idempotency_key } = validate(order, request.body);
    const { checkout, isNew } = checkouts.open(account.id, readAmount(request), idempotency_key);
    const answer: Checkout = {
      checkout_url: `${publicUrl?.replace(/\/+$/, '') ?? baseOf(request)}/checkout/${checkout.id}`,
      checkout_id: checkout.id,
      amount_usd: formatMoney(checkout.amount),
      status: checkout.status,
      idempotency_key: checkout.idempotencyKey,
      expires_at: new Date(checkout.expiresAt).toISOString(),
    };
    response.status(isNew ? 201 : 200).json(answer);
  });
}

/** Beside the API, wherever that is mounted, by the name that it was asked by. */
function baseOf({ protocol, host, baseUrl }: Request): string {
  return `${protocol}://${host}${baseUrl.replace(/\/v1$/, '')}`;
}

/** The digits as they were sent; the number they were parsed into may be another. */
function readAmount(request: Request): Money {
  const digits = JSON.parse(rawBodyOf(request), keepDigits).amount_usd as string;
  const isExact = amount.test(digits);
  const cents = isExact ? parseMoney(digits.replace(/(\.\d\d)0+$/, '$1')) : 0n;
  if (cents <= 0n)
    throw new ApiError(
      'validation_error',
      'amount_usd: must be above 0 and at most 999999.99, in digits with at most two decimals.',
    );
  return cents;
}

function keepDigits(_key: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === 'number' ? context?.source : value;
}

import { ConflictError, InvalidRequestError, isLoopback, type NexevoClient } from '@nexevo/client';
import { type CheckoutResponse, checkoutRequest } from '@nexevo/protocol';
import { type RequestHandler, Router } from 'express';
import { ProxyError } from '../errors.ts';
import { validate } from '../middleware/validate.ts';
import { toOperatorError } from '../upstream/operator-error.ts';
import type { UsageReader } from '../upstream/usage-reader.ts';

/** `POST /checkout`, for operators: where to pay a top-up. Nothing is paid here, and no card comes along. */
export function checkoutRoutes({
  client,
  usage,
  operator,
  timeoutMs,
}: {
  client: NexevoClient;
  usage: UsageReader;
  operator: RequestHandler;
  timeoutMs: number;
}): Router {
  return Router().post('/checkout', operator, async (request, response) => {
    const { amount_usd, idempotency_key } = validate(checkoutRequest, request.body);
    // Nobody can have paid before the page is known.
    const [checkout, balance] = await Promise.all([
      client.billing
        .checkout({ amount_usd, idempotency_key }, { timeout: timeoutMs })
        .catch((error) => {
          throw toCheckoutError(error);
        }),
      usage.balanceBefore(),
    ]);
    usage.expectPayment();
    const answer: CheckoutResponse = {
      checkout_url: checkPage(checkout.checkout_url),
      amount_usd,
      idempotency_key,
      balance,
    };
    response.json(answer);
  });
}

function toCheckoutError(error: unknown): ProxyError {
  if (error instanceof ConflictError) {
    return new ProxyError(
      'idempotency_conflict',
      'idempotency_key: was used for another amount; another amount needs another key.',
      { cause: error },
    );
  }
  if (error instanceof InvalidRequestError) {
    return new ProxyError(
      'checkout_refused',
      'amount_usd: the gateway does not take this amount; try another.',
      { cause: error, ...(error.traceId !== undefined && { traceId: error.traceId }) },
    );
  }
  return toOperatorError(error);
}

/** The browser is going to open it: no script, no file, and nothing that travels readably. */
function checkPage(address: unknown): string {
  const url = typeof address === 'string' && URL.canParse(address) ? new URL(address) : undefined;
  const isSafe =
    url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  if (url && isSafe && !url.username && !url.password) return url.href;
  throw new ProxyError(
    'upstream_invalid',
    'The gateway named no page to pay on that is safe to open: check NEXEVO_UPSTREAM_URL.',
  );
}

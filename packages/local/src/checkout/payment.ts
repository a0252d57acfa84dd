import { createHash } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import type { Checkout, CheckoutStore } from './checkout-store.ts';
import { paymentLanguage } from './payment-language.ts';
import { missingPage, paymentPage, style } from './payment-page.ts';

const styleHash = createHash('sha256').update(style).digest('base64');

/** `/checkout/:id`, in place of the card processor's page. Who knows the id may pay; it is in the checkout's answer only. */
export function paymentRouter(checkouts: CheckoutStore): Router {
  const router = Router();

  router.use((_request, response, next) => {
    response.set({
      'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
      Vary: 'Accept-Language',
      'X-Content-Type-Options': 'nosniff',
    });
    next();
  });

  router.get('/:id', (request, response) => {
    show(request, response, checkouts.find(request.params.id));
  });

  router.post('/:id', (request, response) => {
    const checkout = checkouts.pay(request.params.id);
    // Away from the form, so that reloading the page sends nothing again.
    if (checkout) response.redirect(303, request.originalUrl);
    else show(request, response, undefined);
  });

  return router;
}

function show(request: Request, response: Response, checkout: Checkout | undefined): void {
  const language = paymentLanguage(request.acceptsLanguages());
  response.status(checkout ? 200 : 404).type('html');
  response.send(checkout ? paymentPage(checkout, language) : missingPage(language));
}

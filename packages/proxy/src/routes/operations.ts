import { Router } from 'express';
import type { Store } from '../store/store.ts';

/** `/healthz`: the process answers. `/readyz`: it can also write. Neither calls the gateway. */
export function operationRoutes({
  store,
  isClosing,
}: {
  store: Store;
  isClosing: () => boolean;
}): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'ok' });
  });
  router.get('/readyz', async (_request, response) => {
    response.set('Cache-Control', 'no-store');
    if (isClosing()) return void response.status(503).json({ status: 'closing' });
    await store.check();
    response.json({ status: 'ready' });
  });
  return router;
}

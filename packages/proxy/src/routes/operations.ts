import { Router } from 'express';
import type { Logger } from 'pino';
import type { Store } from '../store/store.ts';

/** `/healthz`: the process answers. `/readyz`: its store can be written. Neither calls the gateway. */
export function operationRoutes({
  store,
  logger,
  isClosing,
}: {
  store: Store;
  logger: Logger;
  isClosing: () => boolean;
}): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'ok' });
  });
  router.get('/readyz', async (_request, response) => {
    const status = isClosing() ? 'closing' : await storeStatus();
    response.set('Cache-Control', 'no-store');
    response.status(status === 'ready' ? 200 : 503).json({ status });
  });

  async function storeStatus(): Promise<'ready' | 'unavailable'> {
    try {
      await store.check();
      return 'ready';
    } catch (error) {
      logger.error({ err: error }, 'the store cannot be written');
      return 'unavailable';
    }
  }

  return router;
}

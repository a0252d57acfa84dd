import { type ErrorRequestHandler, type RequestHandler, Router } from 'express';
import type { Logger } from 'pino';
import { metricsType, type ProxyMetrics } from '../metrics/proxy-metrics.ts';
import { nameRequest } from '../middleware/answer-headers.ts';
import { methodNotAllowed } from '../middleware/known-route.ts';
import type { Store } from '../store/store.ts';

/** `/healthz`: the process answers. `/readyz`: its store can be written. `/metrics`: for operators. None calls the gateway. */
export function operationRoutes({
  store,
  logger,
  metrics,
  operator,
  onError,
  isClosing,
}: {
  store: Store;
  logger: Logger;
  metrics: ProxyMetrics;
  operator: RequestHandler;
  onError: ErrorRequestHandler;
  isClosing: () => boolean;
}): Router {
  const router = Router();
  // Not `use`: what the app has beside these paths is none of ours.
  const paths = ['/healthz', '/readyz', '/metrics'];
  router.all(paths, nameRequest);
  router.get('/healthz', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'ok' });
  });
  router.get('/readyz', async (_request, response) => {
    const status = isClosing() ? 'closing' : await storeStatus();
    response.set('Cache-Control', 'no-store');
    response.status(status === 'ready' ? 200 : 503).json({ status });
  });

  router.get('/metrics', operator, (_request, response) => {
    response.set({ 'Cache-Control': 'no-store', 'Content-Type': metricsType });
    response.send(metrics.render());
  });
  router.all(paths, (_request, response) => {
    response.set('Allow', 'GET, HEAD');
    throw methodNotAllowed(['GET', 'HEAD']);
  });
  router.use(onError);

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

import { Router } from 'express';
import { eraseVisitor } from '../identity/erase-visitor.ts';
import { visitorOf } from '../middleware/require-visitor.ts';
import type { RunRegistry } from '../runs/run-registry.ts';
import type { Store } from '../store/store.ts';
import { exportVisitor } from '../visitor-export.ts';

/** `GET /visitor/export`: all that is held on the visitor. `DELETE /visitor`: none of it any more, and the session is over. */
export function visitorRoutes({
  store,
  registry,
}: {
  store: Store;
  registry: RunRegistry;
}): Router {
  const router = Router();

  router.get('/visitor/export', async (_request, response) => {
    const { key } = visitorOf(response);
    response.type('json').attachment('nexevo-chat.json');
    for await (const piece of exportVisitor(store, key)) {
      if (response.destroyed) return;
      if (!response.write(piece)) await drained(response);
    }
    response.end();
  });

  router.delete('/visitor', async (_request, response) => {
    const { key } = visitorOf(response);
    for (const id of await eraseVisitor(store, key)) registry.stopIn(id, 'stopped');
    response.status(204).end();
  });

  return router;
}

/** Resolves when more can be written, or nobody is left to read it. */
function drained(response: NodeJS.WritableStream): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      response.off('drain', go).off('close', go);
      resolve();
    };
    response.on('drain', go).on('close', go);
  });
}

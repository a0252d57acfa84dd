import type { StopResponse } from '@nexevo/protocol';
import { Router } from 'express';
import { notFound } from '../errors.ts';
import { pathId } from '../middleware/path-id.ts';
import { visitorOf } from '../middleware/require-visitor.ts';
import { readRun } from '../runs/read-run.ts';
import type { RunRegistry } from '../runs/run-registry.ts';
import { sendEvents } from '../runs/send-events.ts';
import type { Store } from '../store/store.ts';

/** `GET /runs/:id/events` follows a run from `Last-Event-ID` on; `POST /runs/:id/stop` ends it. */
export function runRoutes({ store, registry }: { store: Store; registry: RunRegistry }): Router {
  const router = Router();

  router.get('/runs/:id/events', async (request, response) => {
    const run = await store.getRun(visitorOf(response).key, pathId(request));
    if (!run) throw notFound();
    const after = readEventId(request.get('last-event-id'));
    await sendEvents(response, (signal) => readRun(run, { after, registry, store, signal }));
  });

  router.post('/runs/:id/stop', async (request, response) => {
    const run = await store.getRun(visitorOf(response).key, pathId(request));
    if (!run) throw notFound();
    const live = registry.get(run.id);
    live?.stop('stopped');
    response.json({ stopped: live !== undefined && run.active } satisfies StopResponse);
  });

  return router;
}

/** What is no event id of ours means: from the start. */
function readEventId(header: string | undefined): number {
  return /^\d{1,9}$/.test(header ?? '') ? Number(header) : 0;
}

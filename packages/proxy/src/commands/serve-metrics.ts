import { once } from 'node:events';
import type { Server } from 'node:http';
import express from 'express';
import type { NexevoProxy } from '../create-proxy.ts';
import { metricsType } from '../metrics/proxy-metrics.ts';

/** `/metrics` without a token, on a port of its own that only this machine reaches. */
export async function serveMetrics(proxy: NexevoProxy, port: number): Promise<Server> {
  const app = express().disable('x-powered-by').disable('etag');
  app
    .route('/metrics')
    .get((_request, response) => void response.type(metricsType).send(proxy.metrics()))
    .all((_request, response) => void response.status(405).set('Allow', 'GET, HEAD').end());
  app.use((_request, response) => void response.status(404).end());
  const server = app.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

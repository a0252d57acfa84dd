import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { NexevoProxy } from '../create-proxy.ts';
import { metricsType } from '../metrics/proxy-metrics.ts';

/** `/metrics` without a token, on a port of its own that only this machine reaches. */
export async function serveMetrics(proxy: NexevoProxy, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    const isAsked = request.method === 'GET' && request.url === '/metrics';
    response.writeHead(isAsked ? 200 : 404, { 'Content-Type': metricsType });
    response.end(isAsked ? proxy.metrics() : '');
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

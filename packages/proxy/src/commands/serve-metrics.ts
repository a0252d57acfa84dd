import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { NexevoProxy } from '../create-proxy.ts';
import { metricsType } from '../metrics/proxy-metrics.ts';

/** `/metrics` without a token, on a port of its own that only this machine reaches. */
export async function serveMetrics(proxy: NexevoProxy, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    const path = request.url?.split('?', 1)[0];
    if (path !== '/metrics') return response.writeHead(404).end();
    const { method = '' } = request;
    if (method !== 'GET' && method !== 'HEAD')
      return response.writeHead(405, { Allow: 'GET, HEAD' }).end();
    return response.writeHead(200, { 'Content-Type': metricsType }).end(proxy.metrics());
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

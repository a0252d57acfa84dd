import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createLocal } from '@nexevo/local';
import { createProxy } from '@nexevo/proxy';
import express from 'express';
import { pino } from 'pino';

const plenty = 100_000;

/**
 * A real gateway and a real proxy on loopback, for pages of the given origins; `pace`: the assistant's tokens a second.
 * Resolves to `{endpoint, close()}`; `endpoint` is what `<nexevo-chat>` takes.
 */
export async function startEndpoint({ origins, pace = 400 }) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'nexevo-browser-tests-'));
  const local = createLocal({ dataPath: ':memory:', pace, requestsPerMinute: plenty });
  const upstream = await local.listen(0);
  const proxy = createProxy({
    apiKey: 'sk-xc-local-browser-tests',
    upstreamUrl: upstream.url,
    sessionSecret: randomBytes(48).toString('base64'),
    origins,
    dataPath: path.join(folder, 'proxy.sqlite'),
    contextKeys: ['page'],
    showUsage: true,
    logger: pino({ level: 'warn' }),
    limits: {
      requestsPerMinute: plenty,
      visitorRequestsPerMinute: plenty,
      sessionsPerMinute: plenty,
      runsPerAddress: plenty,
    },
  });
  await proxy.ready();
  const server = express().use('/nexevo', proxy.router).listen(0, '127.0.0.1');
  await new Promise((resolve, reject) => {
    server.once('listening', resolve).once('error', reject);
  });
  return {
    endpoint: `http://127.0.0.1:${server.address().port}/nexevo`,
    async close() {
      server.close();
      server.closeAllConnections();
      await proxy.close();
      await local.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

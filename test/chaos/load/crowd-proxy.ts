import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { pino } from 'pino';
import { createProxy } from '../../../packages/proxy/src/index.ts';

/**
 * A proxy for crowds in a process of its own: like the command, with every limit out of the way and a short grace, though
 * a longer one than what a busy machine takes between a run and its first reader.
 */
const { CROWD_UPSTREAM: upstreamUrl = '', CROWD_DATA: dataPath = '' } = process.env;
const many = 1_000_000;

const proxy = createProxy({
  apiKey: 'sk-xc-local-chaos-crowd-0004',
  sessionSecret: 'a-session-secret-for-crowds-0123456789',
  operatorToken: 'an-operator-token-for-crowds-0123456789',
  upstreamUrl,
  dataPath,
  upstreamConversations: 'off',
  graceMs: 5000,
  logger: pino({ level: 'silent' }),
  limits: {
    requestsPerMinute: many,
    visitorRequestsPerMinute: many,
    sessionsPerMinute: many,
    runsPerVisitor: many,
    runsPerAddress: many,
    tokensPerVisitorDay: Number.POSITIVE_INFINITY,
  },
  queue: { requestsPerMinute: many, length: many },
});
await proxy.ready();
const app = express().use(proxy.operations).use('/nexevo', proxy.router);
const server = createServer(app).listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`listening on http://127.0.0.1:${port}\n`);
});

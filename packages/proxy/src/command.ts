#!/usr/bin/env node
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import express from 'express';
import { answerElsewhere } from './commands/answer-elsewhere.ts';
import { doctorCommand } from './commands/doctor.ts';
import { outboxCommand } from './commands/outbox.ts';
import { reloadKey } from './commands/reload-key.ts';
import { serveMetrics } from './commands/serve-metrics.ts';
import { visitorCommand } from './commands/visitor.ts';
import { createProxy, type NexevoProxy } from './create-proxy.ts';
import { ProxyOptionError } from './errors.ts';
import { readEnvironment } from './read-environment.ts';

const help = `nexevo-proxy: the server between your pages and the Nexevo gateway

  nexevo-proxy [--port 8787] [--host 127.0.0.1] [--path /nexevo] [--metrics-port 9464]
  nexevo-proxy doctor [--url https://…/nexevo] [--json]   what does not work, and what to do
  nexevo-proxy outbox list|retry|drop                     what waits to be told to the gateway
  nexevo-proxy visitor export|delete <visitor>            what is held on a visitor

Settings come from the environment:
  NEXEVO_API_KEY          the gateway's key, sk-xc-…                        required
  NEXEVO_API_KEY_FILE     or a file with it, read again on SIGHUP
  NEXEVO_SESSION_SECRET   at least 32 random bytes; two, comma-separated, while rotating   required
  NEXEVO_ORIGINS          origins of your pages, comma-separated: https://www.example.com
  NEXEVO_HOSTS            names that the proxy is asked by: chat.example.com        any
  NEXEVO_DATA             SQLite file                                       ./data/nexevo.sqlite
  NEXEVO_SYNCHRONOUS      full: writes wait for the disk, for power cuts    normal
  NEXEVO_UPSTREAM_URL     the gateway                                       https://api.nexevo.ai/v1
  NEXEVO_MODEL            alias or model id                                 nexevo/auto
  NEXEVO_SYSTEM_PROMPT    what every conversation starts with
  NEXEVO_CONTEXT_KEYS     what a page may tell the model of itself: page,plan
  NEXEVO_SHOW_USAGE       true: visitors see what each reply took           false
  NEXEVO_IDENTITY_SECRET  HS256 secret of your server's identity tokens; two while rotating
  NEXEVO_IDENTITY_JWKS_URL  or its published keys, for RS256, ES256, EdDSA
  NEXEVO_IDENTITY_AUDIENCE  their "aud"                                     nexevo-chat
  NEXEVO_IDENTITY_ISSUER  their "iss", when it is to be checked
  NEXEVO_REQUIRE_IDENTITY true: lets in nobody without such a token         false
  NEXEVO_OPERATOR_TOKEN   bearer token for /usage and /metrics, at least 32 bytes
  NEXEVO_LOG_LEVEL        trace, debug, info, warn, error, fatal, silent    info
  NEXEVO_LOG_MESSAGES     true: what is asked and answered is logged, too   false
  NEXEVO_TRUST_PROXY      how many reverse proxies stand in front           0
  NEXEVO_RETENTION_DAYS   deletes conversations at rest for so long         never
  NEXEVO_UPSTREAM_CONVERSATIONS  auto, on, off: whether the gateway keeps them, too   auto
  NEXEVO_CHAT_TIMEOUT     seconds until a reply has to begin                300
  NEXEVO_SILENCE_TIMEOUT  longest silence within a reply, seconds           120
  NEXEVO_BOOKKEEPING_TIMEOUT  for a call beside chat, seconds               30
  NEXEVO_LEASE            seconds a reply outlives its process              15

Limits (an address is one IPv4 address or one IPv6 /64; tokens may be "none"):
  NEXEVO_REQUESTS_PER_MINUTE, NEXEVO_SESSIONS_PER_MINUTE   of one address   300, 30
  NEXEVO_VISITOR_REQUESTS_PER_MINUTE                       of one session   120
  NEXEVO_RUNS_PER_VISITOR, NEXEVO_RUNS_PER_ADDRESS         at a time        3, 20
  NEXEVO_TOKENS_PER_VISITOR_DAY, NEXEVO_TOKENS_PER_MONTH   by UTC           250000, none
  NEXEVO_MESSAGE_LENGTH   longest message, in characters                    8000
  NEXEVO_UPSTREAM_PER_MINUTE  what the key may do, until the gateway says   60
  NEXEVO_QUEUE_LENGTH, NEXEVO_QUEUE_SECONDS   messages that wait            200, 120
`;

/**
 * Longer than what stands in front keeps a connection that rests (Caddy 120 s, load balancers 60): closing it in the
 * moment in which it is used again costs a visitor a 502.
 */
const keepAliveMs = 130_000;

/** Whoever neither sends nor takes a byte for so long has gone; replies that wait have their pings. */
const silenceMs = 120_000;

/** What else the command does; without one of these names it serves. */
const subcommands: Record<
  string,
  (args: string[], environment: NodeJS.ProcessEnv) => Promise<void>
> = { doctor: doctorCommand, outbox: outboxCommand, visitor: visitorCommand };

async function main(): Promise<void> {
  const [name = '', ...args] = process.argv.slice(2);
  const subcommand = Object.hasOwn(subcommands, name) ? subcommands[name] : undefined;
  await (subcommand ? subcommand(args, process.env) : serve());
}

async function serve(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8787' },
      host: { type: 'string', default: '127.0.0.1' },
      path: { type: 'string', default: '/nexevo' },
      'metrics-port': { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return void process.stdout.write(help);
  checkPath(values.path);
  const { options, trustProxy } = readEnvironment(process.env);
  const proxy = createProxy(options);
  await proxy.ready();

  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', trustProxy);
  app.use(proxy.operations);
  app.use(values.path, proxy.router);
  app.use(answerElsewhere(values.path));
  const servers: Server[] = [];
  if (values['metrics-port'] !== undefined) {
    const metrics = await serveMetrics(proxy, readPort(values['metrics-port']));
    servers.push(metrics);
    const { port } = metrics.address() as AddressInfo;
    console.log(`nexevo-proxy metrics on http://127.0.0.1:${port}/metrics`);
  }
  // Express makes the server: an import of node:http, here or there, loads Node's fetch and WebSocket with it.
  const server = app.listen(readPort(values.port), values.host);
  server.keepAliveTimeout = keepAliveMs;
  server.timeout = silenceMs;
  await once(server, 'listening');
  servers.push(server);
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : values.port;
  console.log(`nexevo-proxy listening on http://${values.host}:${port}${values.path}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void stop(servers, proxy));
  }
  process.on('SIGHUP', () => console.log(`nexevo-proxy: ${reloadKey(proxy, process.env)}`));
}

async function stop(servers: Server[], proxy: NexevoProxy): Promise<void> {
  for (const server of servers) server.close();
  await proxy.close();
  for (const server of servers) server.closeAllConnections();
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new ProxyOptionError('port', `"${text}" is not a port: use a number from 0 to 65535.`);
}

function checkPath(path: string): void {
  if (/^\/[\w./-]*$/.test(path)) return;
  throw new ProxyOptionError(
    'path',
    `"${path}" is not a path: start it with a slash, e.g. /nexevo.`,
  );
}

/** What went wrong, in one sentence; anything unforeseen keeps its stack. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE')
    return `Port ${port} is taken: choose another with --port or --metrics-port.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return 'This machine does not have the address that --host names.';
  }
  if (code === 'EACCES' && port) return `Port ${port} may not be opened by this user.`;
  if (error instanceof ProxyOptionError || code?.startsWith('ERR_PARSE_ARGS')) return error.message;
  return error.stack ?? error.message;
}

main().catch((error: unknown) => {
  console.error(`nexevo-proxy: ${explain(error)}`);
  // One of two listeners may be open already, and would keep the process.
  process.exit(1);
});

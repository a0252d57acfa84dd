import { NexevoClient, NexevoError } from '@nexevo/client';
import { type ErrorRequestHandler, type RequestHandler, Router } from 'express';
import { ProxyOptionError } from './errors.ts';
import { SessionTokens } from './identity/session-tokens.ts';
import { Sessions } from './identity/sessions.ts';
import { measureOutbox } from './metrics/measure-outbox.ts';
import { ProxyMetrics } from './metrics/proxy-metrics.ts';
import { answerHeaders, nameRequest } from './middleware/answer-headers.ts';
import { errorHandler } from './middleware/error-handler.ts';
import { requireHost } from './middleware/hosts.ts';
import { jsonBody } from './middleware/json-body.ts';
import { knownRoute } from './middleware/known-route.ts';
import { logRequests } from './middleware/log-requests.ts';
import { allowedOrigin, corsHeaders } from './middleware/origins.ts';
import { perMinute } from './middleware/per-minute.ts';
import { refuseWhile } from './middleware/refuse-while.ts';
import { requireOperator } from './middleware/require-operator.ts';
import { requireVisitor, visitorOf } from './middleware/require-visitor.ts';
import { type ProxyOptions, type ResolvedOptions, resolveOptions } from './options.ts';
import { assetRoutes } from './routes/assets.ts';
import { checkoutRoutes } from './routes/checkout.ts';
import { conversationRoutes, restoreMs } from './routes/conversations.ts';
import { doctorRoutes } from './routes/doctor.ts';
import { feedbackRoutes } from './routes/feedback.ts';
import { messageRoutes } from './routes/messages.ts';
import { openApiRoutes } from './routes/openapi.ts';
import { operationRoutes } from './routes/operations.ts';
import { runRoutes } from './routes/runs.ts';
import { sessionRoutes } from './routes/session.ts';
import { usageRoutes } from './routes/usage.ts';
import { visitorRoutes } from './routes/visitor.ts';
import { Asker } from './runs/asker.ts';
import { RunAdmission } from './runs/run-admission.ts';
import { RunExecutor } from './runs/run-executor.ts';
import { RunRegistry } from './runs/run-registry.ts';
import { RunSlots } from './runs/run-slots.ts';
import { RunStarter } from './runs/run-starter.ts';
import { textBeat } from './runs/text-beat.ts';
import { createRunWatch } from './runs/watch-run.ts';
import { SqliteStore } from './store/sqlite-store.ts';
import type { Store } from './store/store.ts';
import { Sweeper } from './sweeper.ts';
import { TokenBudget } from './token-budget.ts';
import { GatewayJournal } from './upstream/outbox/gateway-journal.ts';
import { Outbox } from './upstream/outbox/outbox.ts';
import { UpstreamQueue } from './upstream/queue/upstream-queue.ts';
import { UsageReader } from './upstream/usage-reader.ts';
import { widgetConfig } from './widget-config.ts';

export interface NexevoProxy {
  /** The visitors' API and the component's files; mount it at `/nexevo`. */
  router: Router;
  /** `/healthz`, `/readyz` and, for operators, `/metrics`; mount it at the root, or keep it inside. */
  operations: Router;
  /** What `/metrics` shows, for a listener of your own that only your monitoring reaches. */
  metrics(): string;
  /** Another gateway key from now on; replies being written end with the one they began with. */
  useKey(apiKey: string): void;
  /** Resolves when runs of an earlier process are settled. */
  ready(): Promise<void>;
  /** Ends every run with its text kept, writes what it can upstream, and closes the store. */
  close(): Promise<void>;
}

/** What is due may still be told while the proxy shuts down; the rest is in the store. */
const outboxGraceMs = 3000;

/**
 * The server between a web page and the gateway, as Express routers.
 * @throws {ProxyOptionError} on an option that cannot stand.
 */
export function createProxy(options: ProxyOptions): NexevoProxy {
  const resolved = resolveOptions(options);
  const { logger, logMessages } = resolved;
  const metrics = new ProxyMetrics();
  const queue = openQueue(resolved, metrics);
  const client = openClient(resolved, { metrics, queue });
  const { dataPath, upstreamConversations: conversations, leaseMs, timeouts } = resolved;
  const store = new SqliteStore(dataPath, {
    keepsConversations: conversations !== 'off',
    showsUsage: resolved.showUsage,
    synchronous: resolved.synchronous,
  });
  const timeoutMs = timeouts.bookkeepingMs;
  const journal = new GatewayJournal({ client, timeoutMs });
  const outbox = new Outbox({ store, journal, logger, timeoutMs, leaseMs, conversations });
  measureOutbox(outbox, metrics);
  const asker = new Asker({ client, options: resolved });
  const executor = new RunExecutor({ asker, store, outbox, options: resolved });
  const watch = createRunWatch({ metrics, logger, logMessages });
  const registry = new RunRegistry({ executor, graceMs: resolved.graceMs, watch });
  const starter = new RunStarter({ asker, store, registry });
  const admission = openAdmission({ store, queue, options: resolved });
  const tokens = new SessionTokens(resolved.sessionSecrets);
  const sessions = new Sessions({ tokens, store, requireIdentity: resolved.requireIdentity });
  const operator = requireOperator({ sessions, operatorToken: resolved.operatorToken });
  const onError = errorHandler(logger, metrics);
  const { retentionDays } = resolved;
  const sweeper = new Sweeper({ store, outbox, executor, logger, restoreMs, retentionDays });
  const firstSweep = sweeper.start().then(() => outbox.start());
  let closing: Promise<void> | undefined;
  const isClosing = () => closing !== undefined;
  const usage = new UsageReader({ client, timeoutMs });
  const held = { client, store, outbox, registry, starter, admission, usage, timeoutMs };
  const parts = { ...held, sessions, options: resolved, isClosing };

  async function close(): Promise<void> {
    await registry.drain();
    await sweeper.stop();
    await outbox.close(outboxGraceMs);
    await client.close();
    queue.close();
    await store.close();
  }

  return {
    router: visitorRouter({ ...parts, operator, onError }),
    operations: operationRoutes({ store, logger, metrics, operator, onError, isClosing }),
    metrics: () => metrics.render(),
    useKey: (apiKey) => client.useKey(apiKey),
    ready: () => firstSweep,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

function openQueue({ queue: options }: ResolvedOptions, metrics: ProxyMetrics): UpstreamQueue {
  const queue = new UpstreamQueue({ ...options, onTurn: (waited) => metrics.queueWaited(waited) });
  for (const lane of ['chat', 'bookkeeping'] as const)
    metrics.gauge(`nexevo_queue_${lane}_depth`, `Calls waiting for the gateway: ${lane}.`, () =>
      queue.length(lane),
    );
  return queue;
}

function openClient(
  { apiKey, upstreamUrl, timeouts }: ResolvedOptions,
  { metrics, queue }: { metrics: ProxyMetrics; queue: UpstreamQueue },
): NexevoClient {
  try {
    return new NexevoClient({
      apiKey,
      gate: queue,
      bodyTimeout: timeouts.silenceMs,
      // What is read between two beats goes out with the second.
      readPace: () => textBeat.crowded,
      onAttempt: (attempt) => metrics.upstreamAttempt(attempt),
      ...(upstreamUrl && { baseUrl: upstreamUrl }),
    });
  } catch (error) {
    if (!(error instanceof NexevoError)) throw error;
    throw new ProxyOptionError('upstreamUrl', `upstreamUrl: ${error.message}`, error);
  }
}

function openAdmission(parts: {
  store: Store;
  queue: UpstreamQueue;
  options: ResolvedOptions;
}): RunAdmission {
  const { limits } = parts.options;
  const { tokensPerVisitorDay: visitorDay, tokensPerMonth: siteMonth } = limits;
  const budget = new TokenBudget({ store: parts.store, limits: { visitorDay, siteMonth } });
  const slots = new RunSlots({ visitor: limits.runsPerVisitor, address: limits.runsPerAddress });
  return new RunAdmission({ ...parts, budget, slots });
}

function visitorRouter(parts: {
  client: NexevoClient;
  store: Store;
  outbox: Outbox;
  registry: RunRegistry;
  starter: RunStarter;
  admission: RunAdmission;
  usage: UsageReader;
  timeoutMs: number;
  sessions: Sessions;
  operator: RequestHandler;
  onError: ErrorRequestHandler;
  options: ResolvedOptions;
  isClosing: () => boolean;
}): Router {
  const { options, sessions } = parts;
  const { limits } = options;
  const config = widgetConfig(options);

  const router = Router();
  router.use(nameRequest, assetRoutes());
  router.use(
    answerHeaders(config.version),
    logRequests(options.logger),
    corsHeaders(),
    requireHost(options.hosts, options.logger),
    allowedOrigin(options, options.logger),
    perMinute({ name: 'address', limit: limits.requestsPerMinute }),
  );
  router.use(refuseWhile(parts.isClosing), knownRoute(), jsonBody());
  const limit = perMinute({ name: 'sessions', limit: limits.sessionsPerMinute });
  router.use(sessionRoutes({ ...parts, config, limit }));
  router.use(openApiRoutes(), doctorRoutes(parts), usageRoutes(parts), checkoutRoutes(parts));
  router.use(
    requireVisitor(sessions),
    perMinute({
      name: 'visitor',
      limit: limits.visitorRequestsPerMinute,
      keyOf: (_request, response) => visitorOf(response).key,
    }),
  );
  router.use(conversationRoutes(parts));
  router.use(messageRoutes(parts));
  router.use(runRoutes(parts));
  router.use(feedbackRoutes(parts));
  router.use(visitorRoutes(parts));
  router.use(parts.onError);
  return router;
}

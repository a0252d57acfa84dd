import type { Outbox } from '../upstream/outbox/outbox.ts';
import type { ProxyMetrics } from './proxy-metrics.ts';

/** What waits for the gateway, as gauges. Who reads them looks at numbers that are a few seconds old. */
export function measureOutbox(outbox: Pick<Outbox, 'status'>, metrics: ProxyMetrics): void {
  const age = () => (outbox.status.oldestAt ? (Date.now() - outbox.status.oldestAt) / 1000 : 0);
  metrics.gauge('nexevo_outbox_depth', 'What waits to be told to the gateway.', () => {
    return outbox.status.depth;
  });
  metrics.gauge('nexevo_outbox_oldest_seconds', 'How long the oldest of it has waited.', age);
  metrics.gauge('nexevo_outbox_paused', 'Conversations and opinions that wait for you.', () => {
    return outbox.status.paused;
  });
  metrics.gauge(
    'nexevo_outbox_maybe_doubled',
    'Requests sent again although the gateway may have carried out the first.',
    () => outbox.status.maybeDoubled,
  );
  metrics.gauge(
    'nexevo_conversations_refused',
    'Whether the gateway refuses to keep conversations.',
    () => Number(outbox.status.conversationsRefusedAt !== undefined),
  );
}

import type { RunEvent, TokenUsage } from '@nexevo/protocol';
import type { Logger } from 'pino';
import type { ProxyMetrics } from '../metrics/proxy-metrics.ts';
import type { StoredRun } from '../store/store.ts';

/** Told of each event, and with the last of what the reply took. */
export type RunWatcher = (event: RunEvent, usage?: TokenUsage) => void;

/** Counts each reply, and logs its beginning and its end; its texts only when the operator asks for them. */
export function createRunWatch({
  metrics,
  logger,
  logMessages,
}: {
  metrics: ProxyMetrics;
  logger: Logger;
  logMessages: boolean;
}): (run: StoredRun) => RunWatcher {
  return (run) => {
    const count = metrics.watchRun();
    const began = performance.now();
    const { id: runId, conversationId } = run;
    return (event, usage) => {
      count(event, usage);
      if (event.event === 'accepted') {
        const question = logMessages && { question: event.data.message.text };
        logger.debug({ runId, conversationId, ...question }, 'message accepted');
      }
      if (event.event !== 'done' && event.event !== 'incomplete' && event.event !== 'error') return;
      const { data } = event;
      logger.info(
        {
          runId,
          conversationId,
          outcome: data.message.status,
          ms: Math.round(performance.now() - began),
          ...usage,
          ...('reason' in data && { reason: data.reason }),
          ...('error' in data && { code: data.error.code, traceId: data.error.trace_id }),
          ...(logMessages && { answer: data.message.text }),
        },
        'reply ended',
      );
    };
  };
}

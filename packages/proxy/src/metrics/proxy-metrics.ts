import type { Attempt } from '@nexevo/client';
import type { ErrorCode, RunEvent, TokenUsage } from '@nexevo/protocol';
import { Counter } from './counter.ts';
import { Gauge } from './gauge.ts';
import { Histogram } from './histogram.ts';
import { type Metric, renderMetrics } from './metric.ts';

/** The media type of the text format. */
export const metricsType = 'text/plain; version=0.0.4; charset=utf-8';

const seconds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** What the proxy counts of itself. No label has a visitor, a conversation or a text in it. */
export class ProxyMetrics {
  readonly #runs = new Counter('nexevo_runs_total', 'Replies that ended, by how.');
  readonly #firstToken = new Histogram(
    'nexevo_first_token_seconds',
    'From accepting a message to the first text of its reply.',
    seconds,
  );
  readonly #tokens = new Counter(
    'nexevo_tokens_total',
    'Tokens of replies, as the gateway counts them.',
  );
  readonly #upstream = new Counter(
    'nexevo_upstream_requests_total',
    'Requests to the gateway, by route and status.',
  );
  readonly #upstreamSeconds = new Histogram(
    'nexevo_upstream_seconds',
    'From a request to the gateway to the head of its answer.',
    seconds,
  );
  readonly #refusals = new Counter(
    'nexevo_refusals_total',
    'Requests refused, by error code; limits among them.',
  );
  readonly #queueWait = new Histogram(
    'nexevo_queue_wait_seconds',
    'How long a call waited for its turn at the gateway.',
    seconds,
  );
  readonly #gauges: Gauge[] = [];
  #active = 0;

  constructor() {
    this.gauge('nexevo_runs_active', 'Replies being written.', () => this.#active);
    this.gauge('process_resident_memory_bytes', 'Memory of the process.', process.memoryUsage.rss);
    const cpu = () => process.cpuUsage();
    this.gauge(
      'process_cpu_seconds',
      'CPU time of the process.',
      () => (cpu().user + cpu().system) / 1e6,
    );
  }

  /** A value that is read when somebody looks: the depth of a queue, the age of what waits. */
  gauge(name: string, help: string, read: () => number): void {
    this.#gauges.push(new Gauge(name, help, read));
  }

  /** Follows one reply by its events. */
  watchRun(): (event: RunEvent, usage?: TokenUsage) => void {
    const began = performance.now();
    let isSilent = true;
    this.#active += 1;
    return (event, usage) => {
      if (isSilent && (event.event === 'delta' || event.event === 'reasoning')) {
        isSilent = false;
        this.#firstToken.observe((performance.now() - began) / 1000);
      }
      if (event.event === 'done') this.#ended('complete', event.data.finish_reason);
      if (event.event === 'incomplete') this.#ended('incomplete', event.data.reason);
      if (event.event === 'error') this.#ended('failed', event.data.error.code);
      if (!usage) return;
      this.#tokens.add({ direction: 'input' }, usage.input_tokens);
      this.#tokens.add({ direction: 'output' }, usage.output_tokens);
    };
  }

  upstreamAttempt({ route, status, milliseconds }: Attempt): void {
    const name = `${route.method} ${route.path}`;
    this.#upstream.add({ route: name, status: String(status ?? 'none') });
    this.#upstreamSeconds.observe(milliseconds / 1000, { route: name });
  }

  refused(code: ErrorCode): void {
    this.#refusals.add({ code });
  }

  queueWaited(milliseconds: number): void {
    this.#queueWait.observe(milliseconds / 1000);
  }

  render(): string {
    const metrics: Metric[] = [
      this.#runs,
      this.#firstToken,
      this.#tokens,
      this.#upstream,
      this.#upstreamSeconds,
      this.#refusals,
      this.#queueWait,
      ...this.#gauges,
    ];
    return renderMetrics(metrics);
  }

  #ended(outcome: 'complete' | 'incomplete' | 'failed', reason: string): void {
    this.#active -= 1;
    this.#runs.add({ outcome, reason });
  }
}

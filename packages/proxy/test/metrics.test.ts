import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ProxyMetrics } from '../src/metrics/proxy-metrics.ts';
import { readEvents, startProxy, Visitor } from './fixture.ts';

const operatorToken = 'the-operator-token-of-this-test-0123';

/** The samples of a page of metrics, by name with labels. */
function parse(text: string): Map<string, number> {
  assert.ok(text.endsWith('\n'));
  return new Map(
    text
      .trimEnd()
      .split('\n')
      .filter((line) => !line.startsWith('#'))
      .map((line) => {
        const match = /^([a-z_]+(?:\{(?:[a-z]+="(?:[^"\\\n]|\\.)*",?)*\})?) (-?[\d.e+-]+)$/.exec(
          line,
        );
        assert.ok(match, `not a sample: ${line}`);
        return [match[1]!, Number(match[2])];
      }),
  );
}

describe('the metrics', () => {
  it('count replies, tokens, first words, the gateway’s answers and what was refused', async (t) => {
    const { proxy, local, url } = await startProxy(t, { messageLength: 100 });
    const visitor = await Visitor.arrive({ url });
    await visitor.chat('Hello');
    await visitor.send('x'.repeat(101));
    local.faults.set('unauthorized', { path: '/chat/completions' });
    await visitor.chat('Hello again');
    const samples = parse(proxy.metrics());
    const chat = 'route="POST /chat/completions"';
    for (const [name, value] of [
      ['nexevo_runs_total{outcome="complete",reason="stop"}', 1],
      ['nexevo_runs_total{outcome="failed",reason="upstream_auth"}', 1],
      ['nexevo_runs_active', 0],
      ['nexevo_first_token_seconds_count', 1],
      ['nexevo_first_token_seconds_bucket{le="+Inf"}', 1],
      [`nexevo_upstream_requests_total{${chat},status="200"}`, 1],
      [`nexevo_upstream_requests_total{${chat},status="401"}`, 1],
      [`nexevo_upstream_seconds_count{${chat}}`, 2],
      ['nexevo_refusals_total{code="message_too_long"}', 1],
    ] as const) {
      assert.equal(samples.get(name), value, name);
    }
    assert.ok(samples.get('nexevo_tokens_total{direction="output"}')! > 0);
    assert.ok(samples.get('process_resident_memory_bytes')! > 1e6);
  });

  it('tell how many replies wait, what limits refuse, and what the line has no room for', async (t) => {
    const limits = { runsPerVisitor: 1 };
    const fixture = await startProxy(t, { limits, queue: { length: 1 } });
    const visitor = await Visitor.arrive(fixture);
    fixture.local.faults.set('rate-limit', { times: 1, path: '/chat', resetSeconds: 60 });
    let runId = '';
    for await (const { event, data } of readEvents(await visitor.send('Hello'))) {
      if (event === 'accepted') runId = data.run_id;
      if (event !== 'queued') continue;
      const waiting = parse(fixture.proxy.metrics());
      assert.equal(waiting.get('nexevo_queue_chat_depth'), 1);
      assert.equal(waiting.get('nexevo_runs_active'), 1);
      const other = await Visitor.arrive(fixture);
      assert.equal((await other.send('Hello')).status, 503);
      await visitor.json('POST', `/runs/${runId}/stop`);
    }
    const samples = parse(fixture.proxy.metrics());
    assert.equal(samples.get('nexevo_refusals_total{code="queue_full"}'), 1);
    assert.equal(samples.get('nexevo_runs_total{outcome="incomplete",reason="stopped"}'), 1);
    assert.equal(samples.get('nexevo_queue_chat_depth'), 0);
  });

  it('count every limit by its code', async (t) => {
    const limits = { runsPerVisitor: 1, tokensPerVisitorDay: 20 };
    const fixture = await startProxy(t, { limits, pace: 20 });
    const visitor = await Visitor.arrive(fixture);
    let refused = 0;
    for await (const { event } of readEvents(await visitor.send('Hello'))) {
      if (event === 'accepted') refused = (await visitor.send('Hello')).status;
    }
    assert.equal(refused, 429);
    assert.equal((await visitor.send('Hello')).status, 429);
    const samples = parse(fixture.proxy.metrics());
    assert.equal(samples.get('nexevo_refusals_total{code="too_many_runs"}'), 1);
    assert.equal(samples.get('nexevo_refusals_total{code="daily_limit_reached"}'), 1);
  });

  it('measure the wait of a reply whose turn comes later', async (t) => {
    const fixture = await startProxy(t);
    fixture.local.faults.set('rate-limit', { times: 1, path: '/chat', resetSeconds: 1 });
    await (await Visitor.arrive(fixture)).chat('Hello');
    const samples = parse(fixture.proxy.metrics());
    assert.equal(samples.get('nexevo_queue_wait_seconds_count'), 2);
    assert.ok(samples.get('nexevo_queue_wait_seconds_sum')! > 0.1);
  });

  it('are for operators only', async (t) => {
    const { url } = await startProxy(t, { operatorToken });
    const page = new URL('/metrics', url);
    assert.equal((await fetch(page)).status, 401);
    const { token } = await Visitor.arrive({ url });
    const ask = (bearer: string) => fetch(page, { headers: { Authorization: `Bearer ${bearer}` } });
    assert.equal((await ask(token)).status, 403);
    const response = await ask(operatorToken);
    assert.match(response.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/);
    assert.ok(parse(await response.text()).has('nexevo_runs_active'));
  });

  it('put a duration into every bucket that it fits, and escape what a label may hold', () => {
    const metrics = new ProxyMetrics();
    metrics.queueWaited(400);
    metrics.queueWaited(90_000);
    metrics.gauge('nexevo_queue_depth', 'Calls that wait.', () => 7);
    const route = {
      method: 'GET',
      path: '/a"b\\c\nd',
      source: 'inferred',
      idempotent: true,
    } as const;
    metrics.upstreamAttempt({ route, milliseconds: 1 });
    const samples = parse(metrics.render());
    assert.equal(samples.get('nexevo_queue_wait_seconds_bucket{le="0.25"}'), 0);
    assert.equal(samples.get('nexevo_queue_wait_seconds_bucket{le="0.5"}'), 1);
    assert.equal(samples.get('nexevo_queue_wait_seconds_bucket{le="60"}'), 1);
    assert.equal(samples.get('nexevo_queue_wait_seconds_bucket{le="+Inf"}'), 2);
    assert.equal(samples.get('nexevo_queue_wait_seconds_sum'), 90.4);
    assert.equal(samples.get('nexevo_queue_depth'), 7);
    const escaped = 'nexevo_upstream_requests_total{route="GET /a\\"b\\\\c\\nd",status="none"}';
    assert.equal(samples.get(escaped), 1);
  });
});

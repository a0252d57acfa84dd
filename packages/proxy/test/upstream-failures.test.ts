import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import type { FaultName } from '@nexevo/local';
import type { ErrorCode, FeedbackSummary } from '@nexevo/protocol';
import { apiKey, find, readEvents, startProxy, textOf, Visitor } from './fixture.ts';
import { Ending, finished, scriptedModel } from './scripted-model.ts';

const refusals: [FaultName, ErrorCode][] = [
  ['unauthorized', 'upstream_auth'],
  ['insufficient-balance', 'upstream_balance'],
  ['rate-limit', 'upstream_busy'],
  ['bad-gateway', 'upstream_error'],
  ['garbage', 'upstream_invalid'],
  ['garbage-stream', 'upstream_invalid'],
  ['down', 'upstream_unreachable'],
];

describe('when the gateway', () => {
  for (const [fault, code] of refusals) {
    it(`answers with ${fault}, the visitor gets ${code}, the log the cause, and Retry works`, async (t) => {
      const fixture = await startProxy(t);
      const visitor = await Visitor.arrive(fixture);
      fixture.local.faults.set(fault, { path: '/chat/completions', resetSeconds: 1 });
      const events = await visitor.chat('A question worth keeping');
      const { error, message } = find(events, 'error');
      assert.equal(error.code, code);
      assert.match(error.message, /^[A-Z].*\.$/);
      assert.equal(message.status, 'failed');
      assert.equal(message.ratable, false);
      const line = fixture
        .logs()
        .split('\n')
        .find((text) => text.includes('reply failed'));
      assert.ok(line, 'nothing was logged');
      if (fault !== 'down') {
        assert.ok(error.trace_id, 'the visitor has no trace id to quote');
        assert.equal(JSON.parse(line).traceId, error.trace_id);
      }
      assert.equal(JSON.parse(line).requestId, error.request_id);
      assert.match(error.request_id ?? '', /^[\w-]{36}$/);
      if (fault === 'rate-limit') assert.ok((error.retry_after ?? 0) > 0);
      assert.ok(!line.includes(apiKey) && !JSON.stringify(events).includes(apiKey));

      fixture.local.faults.set(null);
      const again = await Array.fromAsync(
        readEvents(
          await visitor.request('POST', `/messages/${message.id}/regenerate`, {
            client_run_id: crypto.randomUUID(),
          }),
        ),
      );
      assert.equal(again.at(-1)?.event, 'done');
      assert.equal(find(again, 'accepted').message.text, 'A question worth keeping');
    });
  }

  for (const fault of ['cut-stream', 'no-done'] as const) {
    it(`ends a stream with ${fault}, what arrived is kept and marked`, async (t) => {
      const fixture = await startProxy(t);
      const visitor = await Visitor.arrive(fixture);
      fixture.local.faults.set(fault, { afterChunks: 4 });
      const events = await visitor.chat('Hello');
      const { reason, message } = find(events, 'incomplete');
      assert.equal(reason, 'upstream_lost');
      assert.notEqual(message.text, '');
      assert.equal(message.text, textOf(events));
    });
  }

  for (const [what, count] of [
    ['a fraction', 12.5],
    ['a number beyond all', 1e300],
    ['less than nothing', -1],
    ['a word', 'abc'],
  ] as const) {
    it(`counts the tokens of a reply as ${what}, the reply is whole, and the next question is taken`, async (t) => {
      const usage = { prompt_tokens: count, completion_tokens: 3 };
      const model = await scriptedModel(t, [
        { content: 'All of it.' },
        new Ending(finished, { choices: [], usage }),
      ]);
      const fixture = await startProxy(t, { upstreamUrl: model.url, showUsage: true });
      const visitor = await Visitor.arrive(fixture);
      const done = find(await visitor.chat('Hello'), 'done');
      assert.deepEqual([done.message.text, done.usage], ['All of it.', undefined]);
      const next = { conversation_id: done.message.conversation_id };
      assert.equal(find(await visitor.chat('And?', next), 'done').message.text, 'All of it.');
    });
  }

  it('gives no reason for the end of a reply that can be read, the text is kept as one that broke off', async (t) => {
    const odd = { choices: [{ index: 0, delta: {}, finish_reason: { type: 'stop' } }] };
    const model = await scriptedModel(t, [{ content: 'All of it.' }, new Ending(odd)]);
    const visitor = await Visitor.arrive(await startProxy(t, { upstreamUrl: model.url }));
    const { message } = find(await visitor.chat('Hello'), 'incomplete');
    assert.deepEqual([message.text, message.reason], ['All of it.', 'interrupted']);
    const next = { conversation_id: message.conversation_id };
    assert.equal((await visitor.send('And?', next)).status, 200);
  });

  it('refuses to go on with a reply, the visitor is told why, and what there was is kept', async (t) => {
    const fixture = await startProxy(t);
    const visitor = await Visitor.arrive(fixture);
    fixture.local.faults.set('cut-stream', { afterChunks: 4 });
    const broken = find(await visitor.chat('Hello'), 'incomplete').message;
    fixture.local.faults.set('insufficient-balance', { path: '/chat/completions' });
    const response = await visitor.request('POST', `/messages/${broken.id}/regenerate`, {
      client_run_id: crypto.randomUUID(),
      mode: 'continue',
    });
    const { error, message } = find(await Array.fromAsync(readEvents(response)), 'error');
    assert.equal(error.code, 'upstream_balance');
    assert.deepEqual(
      [message.status, message.text, message.ratable],
      ['failed', broken.text, false],
    );
    fixture.local.faults.set(null);
    const again = await visitor.request('POST', `/messages/${message.id}/regenerate`, {
      client_run_id: crypto.randomUUID(),
      mode: 'continue',
    });
    const whole = find(await Array.fromAsync(readEvents(again)), 'done').message;
    assert.ok(whole.text.startsWith(broken.text));
    assert.equal(whole.sibling_ids, undefined);
  });
});

describe('feedback', () => {
  it('reaches the gateway under the generation id of its reply, and moves the summary', async (t) => {
    const operatorToken = 'operator-token-of-this-test-01234567';
    const fixture = await startProxy(t, { operatorToken });
    const visitor = await Visitor.arrive(fixture);
    const opened = once(fixture.local.traffic, 'chat-open');
    const { message } = find(await visitor.chat('Hello'), 'done');
    const [{ generationId }] = await opened;
    const submitted = new Promise<unknown>((resolve) => {
      fixture.local.traffic.on('request', ({ path, body }) => {
        if (path === '/feedback') resolve(body);
      });
    });
    const opinion = { rating: -1, tags: ['incorrect', 'too_verbose'], comment: 'Not so.' };
    const rated = await visitor.json<{ feedback: unknown }>(
      'PUT',
      `/messages/${message.id}/feedback`,
      opinion,
    );
    assert.deepEqual(rated.feedback, opinion);
    assert.deepEqual(await submitted, { generation_id: generationId, ...opinion });
    const operator = new Visitor(fixture.url, operatorToken);
    const summary = await operator.json<FeedbackSummary>('GET', '/feedback/summary?days=7');
    assert.equal(summary.negative, 1);
    assert.equal(summary.positive_pct, 0);
  });

  it('is sent again when the gateway was away', async (t) => {
    // An answer that may have come too late is waited for, before it is sent again.
    const fixture = await startProxy(t, { timeouts: { bookkeepingMs: 500 } });
    const visitor = await Visitor.arrive(fixture);
    const { message } = find(await visitor.chat('Hello'), 'done');
    fixture.local.faults.set('bad-gateway', { path: '/feedback', times: 1 });
    const answers: number[] = [];
    const accepted = new Promise<void>((resolve) => {
      fixture.local.traffic.on('request', ({ path, status }) => {
        if (path !== '/feedback') return;
        answers.push(status);
        if (status < 300) resolve();
      });
    });
    await visitor.json('PUT', `/messages/${message.id}/feedback`, { rating: 1 });
    await accepted;
    assert.equal(answers[0], 502);
  });

  it('on a question, with a foreign rating or too long a comment is refused', async (t) => {
    const visitor = await Visitor.arrive(await startProxy(t));
    const events = await visitor.chat('Hello');
    const { message: question } = find(events, 'accepted');
    const { message: reply } = find(events, 'done');
    const put = async (id: string, body: unknown) =>
      (await visitor.request('PUT', `/messages/${id}/feedback`, body)).status;
    assert.equal(await put(question.id, { rating: 1 }), 422);
    assert.equal(await put(reply.id, { rating: 2 }), 400);
    assert.equal(await put(reply.id, { rating: 1, comment: '😀'.repeat(2000) }), 200);
    assert.equal(await put(reply.id, { rating: 1, comment: 'x'.repeat(2001) }), 400);
  });
});

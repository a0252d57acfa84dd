import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Balance, ChatCompletion, ChatCompletionChunk } from '@nexevo/client';
import { readUsage } from '../src/llm/read-completion.ts';
import { ask, key, next, readEvents, refusal, startLocal } from './start-local.ts';

/** A gateway in front of another one, which plays the OpenAI-compatible server. */
async function startPair(
  t: Parameters<typeof startLocal>[0],
  { pace = Number.POSITIVE_INFINITY } = {},
) {
  const server = await startLocal(t, { pace });
  const llm = { url: server.url, apiKey: key, model: 'nexevo/fast' };
  return { server, gateway: await startLocal(t, { llm }) };
}

test('streams the words of the server behind it under a generation id of its own', async (t) => {
  const { server, gateway } = await startPair(t);
  const opened = next(server.local, 'chat-open');
  const body = ask('Dark mode?', { stream: true, stream_options: { include_usage: true } });
  const answer = await gateway.call('/chat/completions', { body });
  const chunks = (await readEvents(answer)).slice(0, -1) as ChatCompletionChunk[];
  const text = chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('');
  assert.match(text, /theme="dark"/);
  assert.equal(chunks[0]?.model, 'nexevo/balanced');
  const generationId = answer.headers.get('x-nexevo-generation-id');
  assert.equal(chunks[0]?.nexevo?.generation_id, generationId);
  assert.notEqual((await opened).generationId, generationId);
  assert.equal(chunks.filter((chunk) => chunk.choices[0]?.delta.role).length, 1);
});

test('takes the usage from the server behind it', async (t) => {
  const { gateway } = await startPair(t);
  const answer = await gateway.call('/chat/completions', { body: ask('What does it cost?') });
  const { usage } = (await answer.json()) as ChatCompletion;
  const streamed = ask('What does it cost?', {
    stream: true,
    stream_options: { include_usage: true },
  });
  const chunks = await readEvents(await gateway.call('/chat/completions', { body: streamed }));
  assert.equal(chunks.at(-2).usage.prompt_tokens, usage?.prompt_tokens);
  const balance = (await (await gateway.call('/billing/balance')).json()) as Balance;
  assert.notEqual(balance.balance_usd, '25.00000000');
});

test('counts for itself where the server behind it counts what cannot be', () => {
  assert.ok(readUsage({ prompt_tokens: 0, completion_tokens: 1_000_000 }));
  for (const completion_tokens of [-1, 0.5, 2 ** 53 - 1])
    assert.equal(readUsage({ prompt_tokens: 1, completion_tokens }), undefined);
});

test('ends the call behind it when the client leaves', async (t) => {
  const { server, gateway } = await startPair(t, { pace: 200 });
  const controller = new AbortController();
  const body = ask('Tell me everything', { stream: true });
  const answer = await gateway.call('/chat/completions', { body, signal: controller.signal });
  await answer.body?.getReader().read();
  const closed = next(server.local, 'chat-close');
  controller.abort();
  assert.equal((await closed).isComplete, false);
});

test('turns every failure behind it into upstream_error, and charges nothing', async (t) => {
  const { server, gateway } = await startPair(t);
  for (const name of ['unauthorized', 'bad-gateway', 'garbage', 'down'] as const) {
    server.local.faults.set(name);
    for (const stream of [false, true]) {
      const answer = await gateway.call('/chat/completions', { body: ask('Hello', { stream }) });
      assert.deepEqual(await refusal(answer), [502, 'upstream_error'], `${name} ${stream}`);
    }
  }
  const balance = (await (await gateway.call('/billing/balance')).json()) as Balance;
  assert.equal(balance.balance_usd, '25.00000000');
});

test('cuts its own stream when the one behind it breaks or stops early', async (t) => {
  const { server, gateway } = await startPair(t);
  for (const name of ['cut-stream', 'no-done', 'garbage-stream'] as const) {
    server.local.faults.set(name);
    const body = ask('Tell me everything', { stream: true });
    const answer = await gateway.call('/chat/completions', { body });
    await assert.rejects(answer.text(), name);
  }
});

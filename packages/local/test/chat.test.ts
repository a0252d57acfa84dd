import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ChatCompletion, ChatCompletionChunk } from '@nexevo/client';
import { ask, next, readEvents, startLocal } from './start-local.ts';

test('answers in one piece with a generation id and the tokens used', async (t) => {
  const { call } = await startLocal(t);
  const answer = await call('/chat/completions', { body: ask('What does it cost?') });
  const completion = (await answer.json()) as ChatCompletion;
  const { usage, choices, nexevo } = completion;
  assert.match(choices[0]?.message.content ?? '', /nexevo\/balanced/);
  assert.equal(choices[0]?.finish_reason, 'stop');
  assert.equal(answer.headers.get('x-nexevo-generation-id'), nexevo?.generation_id);
  assert.equal(answer.headers.get('x-usage-input-tokens'), String(usage?.prompt_tokens));
  assert.equal(answer.headers.get('x-usage-output-tokens'), String(usage?.completion_tokens));
  assert.ok((usage?.completion_tokens ?? 0) > 100);
});

test('streams the role first, then the text, the finish reason and [DONE]', async (t) => {
  const { call } = await startLocal(t);
  const answer = await call('/chat/completions', { body: ask('Dark mode?', { stream: true }) });
  assert.match(answer.headers.get('content-type') ?? '', /^text\/event-stream/);
  assert.equal(answer.headers.get('x-usage-output-tokens'), null);
  const events = await readEvents(answer);
  assert.equal(events.pop(), '[DONE]');
  const chunks = events as ChatCompletionChunk[];
  assert.equal(chunks[0]?.choices[0]?.delta.role, 'assistant');
  assert.equal(chunks[0]?.nexevo?.generation_id, answer.headers.get('x-nexevo-generation-id'));
  assert.equal(chunks.at(-1)?.choices[0]?.finish_reason, 'stop');
  assert.ok(chunks.length > 10);
  const text = chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('');
  assert.match(text, /theme="dark"/);
  assert.ok(chunks.every((chunk) => chunk.usage === undefined));
});

test('streams the usage last, in a chunk without a choice, when it is asked for', async (t) => {
  const { call } = await startLocal(t);
  const body = ask('Hello', { stream: true, stream_options: { include_usage: true } });
  const chunks = await readEvents(await call('/chat/completions', { body }));
  const last = chunks.at(-2) as ChatCompletionChunk;
  assert.deepEqual(last.choices, []);
  assert.ok((last.usage?.completion_tokens ?? 0) > 0);
});

test('stops at max_tokens with the reason length, and before a stop text', async (t) => {
  const { call } = await startLocal(t);
  const short = await call('/chat/completions', { body: ask('Hello', { max_tokens: 5 }) });
  const { choices, usage } = (await short.json()) as ChatCompletion;
  assert.equal(choices[0]?.finish_reason, 'length');
  assert.ok((usage?.completion_tokens ?? 99) <= 5);
  const cut = await call('/chat/completions', { body: ask('Hello', { stop: ['Nexevo'] }) });
  const content = ((await cut.json()) as ChatCompletion).choices[0]?.message.content ?? '';
  assert.equal(content.trim(), 'Hello! I answer questions about');
});

test('refuses what OpenAI refuses, and says which field', async (t) => {
  const { call } = await startLocal(t);
  const refusals: [unknown, number, string, RegExp][] = [
    [ask('x', { temperature: 3 }), 400, 'invalid_request', /temperature/],
    [ask('x', { messages: [] }), 400, 'invalid_request', /messages/],
    [ask('x', { messages: [{ role: 'boss', content: '' }] }), 400, 'invalid_request', /role/],
    [{ messages: [] }, 400, 'invalid_request', /model/],
    [ask('x', { model: 'nexevo/huge' }), 404, 'model_not_found', /nexevo\/huge/],
    [ask('x', { model: 'whatever' }), 404, 'model_not_found', /whatever/],
  ];
  for (const [body, status, code, message] of refusals) {
    const answer = await call('/chat/completions', { body });
    const { error } = (await answer.json()) as { error: { code: string; message: string } };
    assert.equal(answer.status, status);
    assert.equal(error.code, code);
    assert.match(error.message, message);
  }
});

test('takes the aliases with their suffixes, and real model ids', async (t) => {
  const { call } = await startLocal(t);
  for (const model of ['nexevo/fast', 'nexevo/auto:cheap', 'openai/gpt-5', 'claude-sonnet-5']) {
    const answer = await call('/chat/completions', { body: ask('Hello', { model }) });
    assert.equal(answer.status, 200, model);
    assert.equal(((await answer.json()) as ChatCompletion).model, model);
  }
});

test('refuses broken JSON, other bodies and unknown paths in the same shape', async (t) => {
  const { url, call } = await startLocal(t);
  const headers = { authorization: 'Bearer sk-xc-local-abcdefgh' };
  const send = (type: string, body: string) =>
    fetch(`${url}/conversations`, {
      method: 'POST',
      headers: { ...headers, 'content-type': type },
      body,
    });
  const answers: [Response, number, string][] = [
    [await send('application/json', '{"title'), 400, 'invalid_json'],
    [await send('text/plain', 'title=x'), 415, 'unsupported_media_type'],
    [await call('/nothing'), 404, 'not_found'],
    [await call('/conversations/%E0%A4%A'), 400, 'invalid_request'],
  ];
  for (const [answer, status, code] of answers) {
    assert.equal(answer.status, status);
    const { error } = (await answer.json()) as { error: { code: string } };
    assert.equal(error.code, code);
  }
});

test('stops writing when the client leaves, and charges what was written', async (t) => {
  const { local, call } = await startLocal(t, { pace: 200 });
  const controller = new AbortController();
  const body = ask('Tell me everything', { stream: true });
  const answer = await call('/chat/completions', { body, signal: controller.signal });
  const reader = answer.body?.getReader();
  for (let chunks = 0; chunks < 5; chunks += 1) await reader?.read();
  const closed = next(local, 'chat-close');
  controller.abort();
  const { isComplete } = await closed;
  assert.equal(isComplete, false);
  const usage = (await (await call('/billing/usage?days=1')).json()) as {
    total: { requests: number; output_tokens: number };
  };
  assert.equal(usage.total.requests, 1);
  assert.ok(usage.total.output_tokens >= 4);
  assert.ok(usage.total.output_tokens < 100);
});

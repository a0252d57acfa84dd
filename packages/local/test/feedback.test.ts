import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ChatCompletion, FeedbackSummary } from '@nexevo/client';
import { ask, type Call, startLocal } from './start-local.ts';

async function generate(call: Call): Promise<string> {
  const answer = await call('/chat/completions', { body: ask('Hello') });
  return ((await answer.json()) as ChatCompletion).nexevo?.generation_id ?? '';
}

async function summarize(call: Call): Promise<FeedbackSummary> {
  return (await (await call('/feedback/summary?days=7')).json()) as FeedbackSummary;
}

test('the summary has no percentage before anyone has voted', async (t) => {
  const { call } = await startLocal(t);
  assert.deepEqual(await summarize(call), {
    days: 7,
    total: 0,
    positive: 0,
    negative: 0,
    positive_pct: null,
  });
});

test('the latest rating of a generation wins, and the percentage moves', async (t) => {
  const { call } = await startLocal(t);
  const generations = [await generate(call), await generate(call), await generate(call)];
  for (const generation_id of generations) {
    const answer = await call('/feedback', { body: { generation_id, rating: 1 } });
    assert.equal(answer.status, 201);
  }
  assert.equal((await summarize(call)).positive_pct, 100);
  const [generation_id] = generations;
  const body = { generation_id, rating: -1, tags: ['incorrect', 'too_verbose'], comment: 'No.' };
  await call('/feedback', { body });
  assert.partialDeepStrictEqual(await summarize(call), {
    total: 3,
    positive: 2,
    negative: 1,
    positive_pct: 66.7,
  });
});

test('refuses a generation that is unknown or of another key', async (t) => {
  const { call } = await startLocal(t);
  const generation_id = await generate(call);
  const answers = [
    await call('/feedback', { body: { generation_id: 'gen_unknown', rating: 1 } }),
    await call('/feedback', { body: { generation_id, rating: 1 }, key: 'sk-xc-local-another-key' }),
  ];
  for (const answer of answers) {
    assert.equal(answer.status, 404);
    const { error } = (await answer.json()) as { error: { code: string } };
    assert.equal(error.code, 'generation_not_found');
  }
});

test('refuses another rating and a comment over 2,000 characters', async (t) => {
  const { call } = await startLocal(t);
  const generation_id = await generate(call);
  const send = (body: object) => call('/feedback', { body: { generation_id, ...body } });
  assert.equal((await send({ rating: 0 })).status, 422);
  assert.equal((await send({ rating: 1, comment: '👍'.repeat(2001) })).status, 422);
  assert.equal((await send({ rating: 1, comment: '👍'.repeat(2000) })).status, 201);
});

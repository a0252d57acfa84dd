import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type TestContext, test } from 'node:test';
import { createLocal, type LocalOptions } from '@nexevo/local';
import OpenAI from 'openai';

const messages = [{ role: 'user' as const, content: 'What does it cost?' }];

/** Somebody else's client in front of a gateway of its own. */
async function connect(
  t: TestContext,
  options: Partial<LocalOptions> & { apiKey?: string } = {},
): Promise<{ local: ReturnType<typeof createLocal>; openai: OpenAI }> {
  const { apiKey = 'sk-xc-local-contract', ...rest } = options;
  const pace = Number.POSITIVE_INFINITY;
  const local = createLocal({ dataPath: ':memory:', pace, ...rest });
  t.after(() => local.close());
  const { url } = await local.listen(0);
  return { local, openai: new OpenAI({ baseURL: url, apiKey, maxRetries: 0 }) };
}

test('lists the models', async (t) => {
  const { openai } = await connect(t);
  const ids: string[] = [];
  for await (const model of openai.models.list()) ids.push(model.id);
  assert.deepEqual(ids, ['nexevo/fast', 'nexevo/balanced', 'nexevo/auto']);
});

test('chats in one piece and reads generation id and tokens from the headers', async (t) => {
  const { openai } = await connect(t);
  const { data, response } = await openai.chat.completions
    .create({ model: 'nexevo/balanced', messages })
    .withResponse();
  assert.equal(data.object, 'chat.completion');
  assert.equal(data.choices[0]?.finish_reason, 'stop');
  assert.match(data.choices[0]?.message.content ?? '', /\$12\.00/);
  assert.match(response.headers.get('x-nexevo-generation-id') ?? '', /^gen_/);
  const { completion_tokens } = data.usage ?? {};
  assert.equal(response.headers.get('x-usage-output-tokens'), String(completion_tokens));
});

test('streams a reply with its usage at the end', async (t) => {
  const { openai } = await connect(t);
  const stream = await openai.chat.completions.create({
    model: 'nexevo/fast',
    messages,
    stream: true,
    stream_options: { include_usage: true },
  });
  let text = '';
  let finishReason: string | null | undefined;
  let usage: OpenAI.CompletionUsage | null | undefined;
  for await (const chunk of stream) {
    assert.equal(chunk.object, 'chat.completion.chunk');
    text += chunk.choices[0]?.delta.content ?? '';
    finishReason = chunk.choices[0]?.finish_reason ?? finishReason;
    usage = chunk.usage ?? usage;
  }
  assert.match(text, /\$12\.00/);
  assert.equal(finishReason, 'stop');
  assert.equal(usage?.total_tokens, (usage?.prompt_tokens ?? 0) + (usage?.completion_tokens ?? 0));
});

test('collects a stream by the client’s own helper', async (t) => {
  const { openai } = await connect(t);
  const stream = openai.chat.completions.stream({ model: 'nexevo/auto', messages });
  const completion = await stream.finalChatCompletion();
  assert.match(completion.choices[0]?.message.content ?? '', /\$12\.00/);
});

test('meets a key of another kind with AuthenticationError', async (t) => {
  const { openai } = await connect(t, { apiKey: 'sk-somebody-elses' });
  await assert.rejects(openai.models.list(), (error) => {
    assert.ok(error instanceof OpenAI.AuthenticationError);
    assert.equal(error.code, 'invalid_api_key');
    return true;
  });
});

test('meets the limit with RateLimitError and the headers to wait by', async (t) => {
  const { openai } = await connect(t, { requestsPerMinute: 1 });
  await openai.models.list();
  await assert.rejects(
    openai.chat.completions.create({ model: 'nexevo/auto', messages }),
    (error) => {
      assert.ok(error instanceof OpenAI.RateLimitError);
      assert.equal(error.code, 'rate_limit_exceeded');
      assert.equal(error.headers.get('x-ratelimit-remaining'), '0');
      const reset = Number(error.headers.get('x-ratelimit-reset'));
      assert.ok(reset > 0 && reset <= 60);
      return true;
    },
  );
});

test('meets a spent balance, an unknown model and bad parameters with their own errors', async (t) => {
  const { local, openai } = await connect(t);
  const create = (parameters: object = {}) =>
    openai.chat.completions.create({ model: 'nexevo/auto', messages, ...parameters });
  await assert.rejects(create({ model: 'nexevo/huge' }), (error) => {
    assert.ok(error instanceof OpenAI.NotFoundError);
    assert.equal(error.code, 'model_not_found');
    return true;
  });
  await assert.rejects(create({ temperature: 9 }), OpenAI.BadRequestError);
  local.faults.set('insufficient-balance', { times: 1 });
  await assert.rejects(create(), { status: 402, type: 'insufficient_balance' });
  local.faults.set('bad-gateway', { times: 1 });
  await assert.rejects(create(), OpenAI.InternalServerError);
  local.faults.set('down', { times: 1 });
  await assert.rejects(create(), OpenAI.APIConnectionError);
});

test('tries again by itself after a refusal that passes', async (t) => {
  const { local, openai } = await connect(t);
  local.faults.set('bad-gateway', { times: 1 });
  const models = await openai.models.list({ maxRetries: 1 });
  assert.equal(models.data.length, 3);
});

test('notices a stream that is cut in the middle', async (t) => {
  const { local, openai } = await connect(t);
  local.faults.set('cut-stream');
  const stream = await openai.chat.completions.create({
    model: 'nexevo/auto',
    messages,
    stream: true,
  });
  await assert.rejects(async () => {
    for await (const _ of stream);
  });
});

test('ends the reply at the gateway when the client aborts', async (t) => {
  const { local, openai } = await connect(t, { pace: 100 });
  const stream = await openai.chat.completions.create({
    model: 'nexevo/auto',
    messages: [{ role: 'user', content: 'Tell me everything' }],
    stream: true,
  });
  const closed = once(local.traffic, 'chat-close');
  let chunks = 0;
  for await (const _ of stream) {
    chunks += 1;
    if (chunks === 3) break;
  }
  const [{ isComplete }] = await closed;
  assert.equal(isComplete, false);
});

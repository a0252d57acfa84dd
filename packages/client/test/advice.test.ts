import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { NexevoClient, type NexevoError, readWebhook } from '@nexevo/client';
import {
  chunk,
  done,
  events,
  key,
  question,
  refusal,
  type Step,
  scriptedGateway,
} from './scripted-gateway.ts';

// The README's example of errors, as it stands there; in this package's folder, so that it finds the package.
const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
const example = readme.split('```ts\n').find((block) => block.includes('function advice'))!;
const folder = await mkdtemp(join(import.meta.dirname, '.advice-'));
after(() => rm(folder, { recursive: true }));
const file = join(folder, 'advice.ts');
await writeFile(file, example.split('```')[0]!);
const { advice } = await import(pathToFileURL(file).href);

const answers: [Step, name: string, advice: RegExp][] = [
  [refusal(401, 'invalid_api_key'), 'AuthenticationError', /another key/],
  [refusal(402, 'account_suspended'), 'InsufficientBalanceError', /Top up/],
  [refusal(403, 'role_required'), 'PermissionError', /Ask an owner/],
  [refusal(404, 'not_found'), 'NotFoundError', /gone/],
  [refusal(409, 'conflict'), 'ConflictError', /Look how things stand/],
  [refusal(422, 'validation_error'), 'InvalidRequestError', /Mend what was sent: No: valid/],
  [refusal(429, 'x', { 'retry-after': '7' }), 'RateLimitError', /^Again in 7 s\.$/],
  [refusal(502, 'upstream_error'), 'UpstreamError', /quote the trace/],
  [(response) => response.socket?.resetAndDestroy(), 'ConnectionError', /Look whether it was/],
  [() => {}, 'TimeoutError', /more time/],
  [(response) => response.end('<html>'), 'InvalidResponseError', /Check baseUrl/],
];
for (const [step, name, sentence] of answers) {
  test(`the README has advice on ${name}`, async (t) => {
    const timeout = name === 'TimeoutError' ? 50 : 30_000;
    const { client } = await scriptedGateway(t, [step], { maxRetries: 0, timeout });
    await assert.rejects(client.billing.balance(), (error: NexevoError) => {
      assert.equal(error.name, name);
      assert.match(advice(error), sentence);
      return true;
    });
  });
}

test('the README has advice on StreamInterruptedError', async (t) => {
  const { client } = await scriptedGateway(t, [events([chunk('Hal'), done])]);
  await assert.rejects(
    async () => {
      for await (const _ of await client.chat.completions.stream(question));
    },
    (error: NexevoError) => {
      assert.equal(error.name, 'StreamInterruptedError');
      return /Keep what came/.test(advice(error));
    },
  );
});

test('the README has advice where nothing was sent', async (t) => {
  const { client, requests } = await scriptedGateway(t, []);
  await assert.rejects(client.keys.create({ name: '' }), (error) => {
    return /^Mend what was sent: name must not be empty\.$/.test(advice(error));
  });
  await client.close();
  await assert.rejects(client.billing.balance(), (error) => /nothing was sent/.test(advice(error)));
  assert.equal(requests.length, 0);
});

test('the README has advice on what is wrong at once', () => {
  const delivery = { body: '{}', signature: 'none', secret: 'whsec_1' };
  assert.throws(
    () => readWebhook(delivery),
    (error) => /^Answer 400/.test(advice(error)),
  );
  assert.throws(
    () => new NexevoClient({ apiKey: key, timeout: -1 }),
    (error) => /^Mend the option: timeout/.test(advice(error)),
  );
});

test('the README leaves an abort alone', async (t) => {
  const { client } = await scriptedGateway(t, [() => {}]);
  const signal = AbortSignal.abort();
  await assert.rejects(client.billing.balance({ signal }), (error) => {
    assert.throws(() => advice(error), { name: 'AbortError' });
    return true;
  });
});

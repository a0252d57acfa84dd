import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NexevoClient, type NexevoClientOptions } from '@nexevo/client';
import { Agent } from 'undici';
import { json, key, question, scriptedGateway } from './scripted-gateway.ts';

const refused: Record<string, Partial<NexevoClientOptions>> = {
  'no key': { apiKey: '' },
  'a key of another vendor': { apiKey: 'sk-0123456789abcdef' },
  'a short key': { apiKey: 'sk-xc-short' },
  'a key with a line break': { apiKey: `${key}\nx: y` },
  'no URL': { baseUrl: 'api.example.com' },
  'HTTP on a public host': { baseUrl: 'http://api.example.com/v1' },
  'HTTP on a host that only starts like loopback': { baseUrl: 'http://127.0.0.1.example.com' },
  'another protocol': { baseUrl: 'file:///v1' },
  'a query': { baseUrl: 'https://api.example.com/v1?a=b' },
  'a time of zero': { timeout: 0 },
  'a time no timer can hold': { bodyTimeout: 2 ** 31 },
  'half a retry': { maxRetries: 0.5 },
  'a negative delay': { maxRetryDelay: -1 },
};
for (const [name, options] of Object.entries(refused)) {
  test(`${name} is refused at construction`, () => {
    assert.throws(() => new NexevoClient({ apiKey: key, ...options }), {
      name: 'NexevoError',
      code: 'invalid_option',
    });
  });
}

for (const baseUrl of [
  'https://api.example.com',
  'http://localhost:8080/v1',
  'http://127.1:8080/v1/',
  'http://[::1]:8080/v1',
]) {
  test(`${baseUrl} is accepted`, async () => {
    await new NexevoClient({ apiKey: key, baseUrl }).close();
  });
}

test('a slash at the end of the base URL changes nothing', async (t) => {
  const { origin, requests } = await scriptedGateway(t, [json(200, { balance_usd: '1' })]);
  for (const baseUrl of [`${origin}/v1/`, `${origin}/`, origin]) {
    const client = new NexevoClient({ apiKey: key, baseUrl });
    await client.billing.balance();
    await client.close();
  }
  assert.deepEqual(
    requests.map(({ url }) => url),
    ['/v1/billing/balance', '/billing/balance', '/billing/balance'],
  );
});

test('an injected dispatcher is used and left open', async (t) => {
  const { origin, requests } = await scriptedGateway(t, [json(200, { choices: [] })]);
  const dispatcher = new Agent();
  const client = new NexevoClient({ apiKey: key, baseUrl: `${origin}/v1`, dispatcher });
  await client.chat.completions.create(question);
  await client.close();
  assert.equal(requests.length, 1);
  assert.equal(dispatcher.destroyed, false);
  await dispatcher.close();
});

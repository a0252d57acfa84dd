import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NexevoClient, routes } from '@nexevo/client';
import { answer, calls } from './calls.ts';
import { json, key, question, scriptedGateway } from './scripted-gateway.ts';

for (const { line, call, body, open } of calls) {
  test(`${line} carries ${open ? 'no key' : 'the key'} and what was passed`, async (t) => {
    const { client, requests } = await scriptedGateway(t, [json(200, answer)]);
    await call(client);
    const [request] = requests;
    assert.equal(`${request?.method} ${request?.url}`, line.replace(' ', ' /v1'));
    assert.equal(request?.headers.authorization, open ? undefined : `Bearer ${key}`);
    assert.equal(request?.headers['content-type'], body ? 'application/json' : undefined);
    assert.equal(request?.body, body ?? '');
  });
}

test('an empty answer will do where nothing of it is needed', async (t) => {
  const { client } = await scriptedGateway(t, [(response) => response.writeHead(204).end()]);
  assert.equal(await client.conversations.delete('conv_1'), undefined);
  const message = { role: 'user', content: 'Hi' } as const;
  assert.deepEqual(await client.conversations.appendMessage('conv_1', message), {});
  assert.deepEqual(await client.feedback.submit({ generation_id: 'g', rating: 1 }), {});
  await assert.rejects(client.conversations.create(), { code: 'unexpected_content' });
});

test('only GET, PATCH, DELETE and a checkout with its key are marked as safe to repeat', () => {
  for (const [name, { method, idempotent }] of Object.entries(routes)) {
    assert.equal(idempotent, method !== 'POST' || name === 'checkout', name);
  }
});

test('every route is called by a test of this file', () => {
  const lines = calls.map(({ line }) => line.replace(/\?.*/, ''));
  for (const { method, path } of Object.values(routes)) {
    const filled = path.replace('{id}', 'i_1').replace('{user_id}', 'u_1');
    assert.ok(lines.includes(`${method} ${filled}`), `${method} ${path}`);
  }
});

const wrong: Record<string, (client: NexevoClient) => Promise<unknown>> = {
  'metadata of 4,097 bytes': (client) =>
    client.conversations.create({ metadata: { a: 'x'.repeat(4097 - 8) } }),
  'metadata that is long only in UTF-8': (client) =>
    client.conversations.update('c', { metadata: { a: '字'.repeat(1400) } }),
  'metadata that is a list': (client) =>
    client.conversations.create({ metadata: [1] as unknown as Record<string, unknown> }),
  'metadata that contains itself': (client) => {
    const metadata: Record<string, unknown> = {};
    metadata.self = metadata;
    return client.conversations.create({ metadata });
  },
  'an empty id': (client) => client.conversations.get(''),
  'an id that climbs': (client) => client.conversations.delete('..'),
  'an id with half of a pair': (client) => client.conversations.get('conv_\ud83d'),
  'an unknown role': (client) =>
    client.conversations.appendMessage('c', { role: 'robot' as 'user', content: 'Hi' }),
  'content that is no text': (client) =>
    client.conversations.appendMessage('c', { role: 'user', content: 7 as unknown as string }),
  'a comment of 2,001 characters': (client) =>
    client.feedback.submit({ generation_id: 'g', rating: 1, comment: '👍'.repeat(2001) }),
  'a rating of 0': (client) => client.feedback.submit({ generation_id: 'g', rating: 0 as 1 }),
  'a rating of nothing': (client) => client.feedback.submit({ generation_id: '', rating: 1 }),
  'no days': (client) => client.billing.usage({ days: 0 }),
  'half a day': (client) => client.feedback.summary({ days: 0.5 }),
  'over a year of days': (client) => client.billing.usage({ days: 366 }),
  'a key without a name': (client) => client.keys.create({ name: ' ' }),
  'a key with a name of 101 characters': (client) => client.keys.create({ name: '字'.repeat(101) }),
  'a cap that is a fraction': (client) =>
    client.keys.create({ name: 'k', monthly_spend_cap_usd: 19.99 }),
  'a cap below nothing': (client) =>
    client.keys.updateSpendCap('k', { monthly_spend_cap_usd: '-1' }),
  'a cap that is no digits': (client) =>
    client.keys.updateSpendCap('k', { monthly_spend_cap_usd: '1e3' }),
  'a cap and its clearing at once': (client) =>
    client.keys.updateSpendCap('k', { monthly_spend_cap_usd: '1', clear: true }),
  'a clearing that is not meant': (client) =>
    client.keys.updateSpendCap('k', { clear: false as true }),
  'a webhook in the clear': (client) =>
    client.keys.updateAlertWebhook('k', { url: 'http://example.com/alert' }),
  'a webhook that is no address': (client) => client.keys.updateAlertWebhook('k', { url: 'alert' }),
  'an unknown routing': (client) => client.keys.updateRouting('k', { policy: 'eu' as 'any' }),
  'a top-up of nothing': (client) => client.billing.checkout({ amount_usd: '0.00' }),
  'a top-up below nothing': (client) => client.billing.checkout({ amount_usd: -5 }),
  'a top-up that is a float': (client) => client.billing.checkout({ amount_usd: 0.1 + 0.2 }),
  'a top-up with an empty idempotency key': (client) =>
    client.billing.checkout({ amount_usd: 5, idempotency_key: '' }),
  'an address without @': (client) => client.auth.login({ email: 'dev', password: 'x' }),
  'a new password of 7 characters': (client) =>
    client.auth.changePassword({ current_password: 'old', new_password: 'new-pwd' }),
  'a code of five digits': (client) => client.auth.twoFaVerify({ code: '12345' }),
  'a profile without a name': (client) => client.auth.updateProfile({ full_name: '' }),
  'an organization without a name': (client) => client.organizations.create(''),
  'an unknown role of a member': (client) =>
    client.organizations.inviteMember('o', { email: 'a@b', role: 'boss' as 'owner' }),
  'a member that climbs': (client) => client.organizations.removeMember('o', '..'),
  'no message': (client) => client.chat.completions.create({ ...question, messages: [] }),
  'a temperature of 3': (client) => client.chat.completions.stream({ ...question, temperature: 3 }),
};
for (const [name, call] of Object.entries(wrong)) {
  test(`${name} is refused before anything is sent`, async (t) => {
    const { client, requests } = await scriptedGateway(t, [json(200, answer)]);
    await assert.rejects(call(client), { name: 'InvalidRequestError', code: 'invalid_argument' });
    assert.equal(requests.length, 0);
  });
}

test('what is exactly at a limit is sent', async (t) => {
  const { client, requests } = await scriptedGateway(t, [json(200, answer)]);
  await client.conversations.create({ metadata: { a: 'x'.repeat(4096 - 8) } });
  await client.feedback.submit({ generation_id: 'g', rating: 1, comment: '👍'.repeat(2000) });
  assert.equal(requests.length, 2);
});

test('a webhook on this machine is for a gateway on this machine', async (t) => {
  const { client, requests } = await scriptedGateway(t, [json(200, answer)]);
  await client.keys.updateAlertWebhook('k', { url: 'http://127.0.0.1:9/alert' });
  assert.equal(requests.length, 1);
  const far = new NexevoClient({ apiKey: key });
  t.after(() => far.close());
  await assert.rejects(far.keys.updateAlertWebhook('k', { url: 'http://127.0.0.1:9/alert' }), {
    code: 'invalid_argument',
  });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import type { NexevoClient } from '@nexevo/client';
import { json, scriptedGateway } from './scripted-gateway.ts';

const secret = 'Zm9vYmFyLXNlY3JldA';
const email = 'a@example.com';

const calls: Record<string, (client: NexevoClient) => Promise<object>> = {
  full_key: (client) => client.keys.create({ name: 'prod' }),
  webhook_secret: (client) => client.keys.updateAlertWebhook('k', { url: 'https://example.com' }),
  'access_token of a login': (client) => client.auth.login({ email, password: 'x' }),
  'access_token of a registration': (client) => client.auth.register({ email, password: secret }),
  otpauth_url: (client) => client.auth.twoFaEnable(),
};
for (const [name, call] of Object.entries(calls)) {
  test(`${name} is read by its name and stays out of logs, JSON and spreads`, async (t) => {
    const field = name.split(' ')[0]!;
    const shown = {
      user: { email },
      key: { key_id: 'k' },
      access_token: 'a',
      secret: 's',
      full_key: 'f',
    };
    const { client } = await scriptedGateway(t, [json(200, { ...shown, [field]: secret })]);
    const answer = await call(client);
    assert.equal(Reflect.get(answer, field), secret);
    const logged = [
      inspect(answer, { depth: Infinity, showHidden: true, getters: true }),
      inspect({ nested: [answer] }, { depth: Infinity }),
      JSON.stringify(answer),
      JSON.stringify({ ...answer }),
      String(answer),
    ];
    for (const text of logged) assert.ok(!text.includes(secret), text);
    assert.match(logged[0] ?? '', new RegExp(`${field}: '\\[hidden; read \\.${field}\\]'`));
    assert.match(logged[2] ?? '', /key_id/);
  });
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NexevoClient, NexevoError } from '@nexevo/client';
import { readable } from '../gateways.ts';

const nobody = 'does-not-exist-0000';

/** Refusals that change nothing. */
const calls: [string, (client: NexevoClient) => Promise<unknown>, Partial<NexevoError>][] = [
  [
    'an unknown conversation',
    (client) => client.conversations.get(nobody),
    { name: 'NotFoundError', status: 404 },
  ],
  [
    'an unknown key',
    (client) => client.keys.updateRouting(nobody, { policy: 'any' }),
    { name: 'NotFoundError', status: 404 },
  ],
  [
    'the members of an unknown organization',
    (client) => client.organizations.listMembers(nobody),
    { name: 'NotFoundError', status: 404 },
  ],
  [
    'feedback to an unknown reply',
    (client) => client.feedback.submit({ generation_id: nobody, rating: 1 }),
    { name: 'NotFoundError', status: 404 },
  ],
];
for (const { name, connect } of readable) {
  for (const [what, call, error] of calls) {
    test(`${name}: ${what} is refused with a typed error and a trace`, async (t) => {
      await assert.rejects(call(await connect(t)), (thrown: NexevoError) => {
        assert.deepEqual({ name: thrown.name, status: thrown.status }, error);
        assert.ok(thrown.traceId, 'no trace id');
        return true;
      });
    });
  }

  test(`${name}: a key that is none is refused as such`, async (t) => {
    const client = await connect(t);
    client.useKey('sk-xc-not-a-key-of-anybody');
    await assert.rejects(client.billing.balance(), {
      name: 'AuthenticationError',
      code: 'invalid_api_key',
    });
  });
}

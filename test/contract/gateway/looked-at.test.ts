import { test } from 'node:test';
import type { NexevoClient } from '@nexevo/client';
import { z } from 'zod';
import { readable } from '../gateways.ts';
import { shapes } from './shapes.ts';

/** What can be asked without changing anything. */
const calls: [string, (client: NexevoClient) => Promise<unknown>, z.ZodType][] = [
  ['balance', (client) => client.billing.balance(), shapes.balance],
  ['usage of a week', (client) => client.billing.usage({ days: 7 }), shapes.usage],
  ['plan', (client) => client.billing.getPlan(), shapes.plan],
  ['upgrade hint', (client) => client.billing.upgradeHint(), shapes.upgradeHint],
  ['keys', (client) => client.keys.list(), z.object({ keys: z.array(shapes.key) })],
  [
    'conversations',
    (client) => client.conversations.list({ limit: 5 }),
    z.object({ conversations: z.array(shapes.conversation) }),
  ],
  ['user', (client) => client.auth.me(), shapes.user],
  ['two-factor status', (client) => client.auth.twoFaStatus(), shapes.twoFaStatus],
  [
    'organizations',
    (client) => client.organizations.list(),
    z.object({ organizations: z.array(shapes.organization) }),
  ],
  ['feedback summary', (client) => client.feedback.summary({ days: 7 }), shapes.feedbackSummary],
  ['models', (client) => client.models.list(), z.object({ data: z.array(shapes.model).min(1) })],
];
for (const { name, connect } of readable) {
  for (const [what, call, shape] of calls) {
    test(`${name}: the ${what} can be asked for, and has the promised shape`, async (t) => {
      shape.parse(await call(await connect(t)));
    });
  }
}

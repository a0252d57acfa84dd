import { randomBytes } from 'node:crypto';
import type {
  CreatedKey,
  KeyAnswer,
  KeyList,
  Key as KeyShape,
  WebhookAnswer,
} from '@nexevo/client';
import { type Response, Router } from 'express';
import { z } from 'zod';
import { callerOf } from '../caller.ts';
import type { Database } from '../database/database.ts';
import { formatMoney, isMoney, parseMoney } from '../money.ts';
import { requireRole } from '../organizations/roles.ts';
import { name, validate } from '../validate.ts';
import { readWebhookUrl } from '../webhooks/webhook-target.ts';
import type { KeySpend } from './key-spend.ts';
import type { Key, KeyStore } from './key-store.ts';
import { routingPolicies } from './routing.ts';
import type { SpendAlerts } from './spend-alerts.ts';

const cap = z
  .string()
  .refine(
    (text) => isMoney(text) && parseMoney(text) > 0n,
    'must be decimal digits above 0 such as "100.00"',
  );
const clear = z.boolean().default(false);
const creation = z.object({ name, monthly_spend_cap_usd: cap.optional() });
const capChange = z
  .object({ monthly_spend_cap_usd: cap.optional(), clear })
  .refine(
    (change) => change.clear === (change.monthly_spend_cap_usd === undefined),
    'give monthly_spend_cap_usd, or clear: true',
  );
const webhookChange = z
  .object({ url: z.string().max(2000).optional(), clear })
  .refine((change) => change.clear === (change.url === undefined), 'give url, or clear: true');
const routingChange = z.object({ policy: z.enum(routingPolicies) });

interface KeysOptions {
  database: Database;
  keys: KeyStore;
  spend: KeySpend;
  alerts: SpendAlerts;
}

/** `/keys`: create, list, revoke, spend cap, alert webhook, routing policy. */
export function keysRouter({ database, keys, spend, alerts }: KeysOptions): Router {
  const router = Router();
  const show = (key: Key): KeyShape => ({
    key_id: key.id,
    name: key.name,
    prefix: key.prefix,
    monthly_spend_cap_usd: key.cap === null ? null : formatMoney(key.cap),
    spent_this_month_usd: formatMoney(spend.of(key.id)),
    alert_webhook_url: key.webhookUrl,
    routing_policy: key.routing,
    created_at: key.createdAt,
    last_used_at: key.lastUsedAt,
  });
  /** A key that the caller may change: a developer's own, else any of the account. */
  const changeable = (response: Response, id: string) => {
    const { account, user, role } = callerOf(response);
    const key = keys.get(account.id, id);
    if (key.user !== user) requireRole(role, 'owner', 'admin');
    return key;
  };
  /** Changes a key of the caller's as one transaction, alerts that follow from it included. */
  const change = (response: Response, id: string, work: (key: Key) => void) =>
    database.transaction(() => {
      const { account } = callerOf(response);
      const key = changeable(response, id);
      work(key);
      alerts.check(key.id);
      return show(keys.get(account.id, id));
    });

  router.post('/keys', (request, response) => {
    const { name, monthly_spend_cap_usd: text } = validate(creation, request.body);
    const { account, user } = callerOf(response);
    const cap = text === undefined ? null : parseMoney(text);
    const { fullKey, key } = keys.create({ account: account.id, user }, { name, cap });
    const created: CreatedKey = { full_key: fullKey, key: show(key) };
    response.status(201).json(created);
  });

  router.get('/keys', (_request, response) => {
    const list: KeyList = { keys: keys.list(callerOf(response).account.id).map(show) };
    response.json(list);
  });

  router.delete('/keys/:id', (request, response) => {
    keys.revoke(changeable(response, request.params.id).id);
    response.status(204).end();
  });

  router.patch('/keys/:id/spend-cap', (request, response) => {
    const { monthly_spend_cap_usd: text } = validate(capChange, request.body);
    const cap = text === undefined ? null : parseMoney(text);
    const key = change(response, request.params.id, ({ id }) => keys.setCap(id, cap));
    response.json({ key } satisfies KeyAnswer);
  });

  router.patch('/keys/:id/alert-webhook', (request, response) => {
    const { url } = validate(webhookChange, request.body);
    const address = url === undefined ? null : readWebhookUrl(url).href;
    const secret = address && `whsec_${randomBytes(32).toString('base64url')}`;
    const key = change(response, request.params.id, ({ id }) =>
      keys.setWebhook(id, address, secret),
    );
    const answer: WebhookAnswer = { key, webhook_secret: secret };
    response.json(answer);
  });

  router.patch('/keys/:id/routing', (request, response) => {
    const { policy } = validate(routingChange, request.body);
    const key = change(response, request.params.id, ({ id }) => keys.setRouting(id, policy));
    response.json({ key } satisfies KeyAnswer);
  });

  return router;
}

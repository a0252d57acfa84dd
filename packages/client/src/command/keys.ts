import type { Key, RoutingPolicy } from '../keys.ts';
import type { Noun } from './action.ts';
import { makeKey } from './make-key.ts';
import { facts, moment, money, table } from './table.ts';
import { yes } from './task.ts';
import { UsageError } from './usage-error.ts';

const clear = { clear: { summary: 'take it away' } };

/** `nexevo keys` */
export const keys: Noun = {
  summary: 'keys, their caps, webhooks and routing',
  actions: {
    list: {
      summary: 'the keys in use',
      async run(task) {
        const json = await task.client.keys.list(task.call);
        const rows = json.keys.map((key) => [
          key.key_id,
          key.name,
          money(key.spent_this_month_usd),
          cap(key),
          key.routing_policy,
          moment(key.last_used_at),
        ]);
        const heads = ['Key', 'Name', '>This month', '>Cap', 'Routing', 'Last use'];
        return { json, text: table(heads, rows) };
      },
    },
    create: {
      summary: 'a new key, shown in full this once',
      takes: ['name'],
      options: { cap: { value: 'USD', summary: 'most it may spend a month, e.g. 100.00' } },
      async run(task) {
        const wanted = { name: task.argument('name'), cap: task.option('cap') };
        const { full_key, key } = await makeKey(task, wanted);
        const text = `${describe(key)}\n${full_key}\n\nThis is the only time it is shown: keep it now, in a place for passwords.\n`;
        return { json: { full_key, key }, text };
      },
    },
    revoke: {
      summary: 'ends a key at once and for good',
      takes: ['id'],
      options: yes,
      async run(task) {
        const id = task.argument('id');
        await task.sure(`Revoke ${id}? Whatever uses it stops working.`);
        await task.client.keys.revoke(id, task.call);
        return { json: { key_id: id, revoked: true }, text: `Revoked ${id}.\n` };
      },
    },
    cap: {
      summary: 'what a key may spend a month; over it, all its requests are refused',
      takes: ['id', 'usd?'],
      options: clear,
      async run(task) {
        const amount = either(task.optional('usd'), task.has('clear'), 'an amount');
        const change =
          amount === undefined ? ({ clear: true } as const) : { monthly_spend_cap_usd: amount };
        const id = task.argument('id');
        const json = await task.client.keys.updateSpendCap(id, change, task.call);
        return { json, text: describe(json.key) };
      },
    },
    webhook: {
      summary: 'the HTTPS address told when a key nears its cap',
      takes: ['id', 'url?'],
      options: clear,
      async run(task) {
        const url = either(task.optional('url'), task.has('clear'), 'an address');
        const change = url === undefined ? ({ clear: true } as const) : { url };
        const id = task.argument('id');
        const answer = await task.client.keys.updateAlertWebhook(id, change, task.call);
        const { key, webhook_secret } = answer;
        const secret = webhook_secret
          ? `\n${webhook_secret}\n\nIt signs what the webhook gets, and is shown only now.\n`
          : '';
        return { json: { key, webhook_secret }, text: describe(key) + secret };
      },
    },
    routing: {
      summary: 'where requests may be answered: cn-only, overseas-only or any',
      takes: ['id', 'policy'],
      async run(task) {
        const policy = task.argument('policy') as RoutingPolicy;
        const id = task.argument('id');
        const json = await task.client.keys.updateRouting(id, { policy }, task.call);
        return { json, text: describe(json.key) };
      },
    },
  },
};

/** The value, or `undefined` where `--clear` was said instead. */
function either(value: string | undefined, isClear: boolean, what: string): string | undefined {
  if ((value === undefined) === isClear) return value;
  throw new UsageError(`say ${what}, or --clear, and not both`);
}

/** Of a new key all but `full_key` is inferred: nothing of this need be there. */
function describe(told: Partial<Key> | null | undefined): string {
  const key = told ?? {};
  return facts({
    Key: key.prefix ? `${key.key_id} (${key.prefix}…)` : key.key_id,
    Name: key.name,
    'This month': money(key.spent_this_month_usd),
    Cap: cap(key),
    Webhook: key.alert_webhook_url,
    Routing: key.routing_policy,
    'Last use': moment(key.last_used_at),
  });
}

function cap({ monthly_spend_cap_usd }: Partial<Key>): string {
  return monthly_spend_cap_usd === null ? 'none' : money(monthly_spend_cap_usd);
}

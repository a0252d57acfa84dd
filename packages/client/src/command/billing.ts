import type { UsageTotals } from '../billing.ts';
import type { Noun } from './action.ts';
import { oneLine } from './printable.ts';
import { facts, money, table } from './table.ts';

/** `nexevo billing` */
export const billing: Noun = {
  summary: 'balance, usage, plan and top-ups; amounts are exact',
  actions: {
    balance: {
      summary: 'what the account holds',
      async run(task) {
        const json = await task.client.billing.balance(task.call);
        return { json, text: `${money(json.balance_usd)} ${oneLine(json.currency ?? 'USD')}\n` };
      },
    },
    usage: {
      summary: 'what was used, by UTC day and by tier',
      options: { days: { value: 'N', summary: '1–365, today included (7)' } },
      async run(task) {
        const days = task.count('days') ?? 7;
        const json = await task.client.billing.usage({ days }, task.call);
        const used = (json.daily ?? []).filter(({ requests }) => requests > 0);
        const heads = ['>Requests', '>Tokens in', '>Tokens out', '>Cost'];
        const text =
          table(
            ['Day', ...heads],
            [...used.map((day) => [day.date, ...cells(day)]), ['Total', ...cells(json.total)]],
          ) +
          `\n${table(
            ['Tier', ...heads],
            Object.entries(json.by_tier).map(([tier, totals]) => [tier, ...cells(totals)]),
          )}`;
        return { json, text };
      },
    },
    plan: {
      summary: 'the plan the account is on',
      async run(task) {
        const json = await task.client.billing.getPlan(task.call);
        const text = facts({
          Plan: json.name ? `${json.name} (${json.plan})` : json.plan,
          'Monthly fee': money(json.monthly_fee_usd),
          Discount: `${json.usage_discount_pct ?? '–'} % of what is used`,
          'A minute': `${json.requests_per_minute ?? '–'} requests`,
        });
        return { json, text };
      },
    },
    'upgrade-hint': {
      summary: 'whether another plan would be cheaper',
      async run(task) {
        const json = await task.client.billing.upgradeHint(task.call);
        const { hint } = json;
        const text = hint
          ? `The plan ${hint.recommend_plan} saves ${hint.savings_pct} %.\n`
          : 'No other plan would be cheaper.\n';
        return { json, text };
      },
    },
    checkout: {
      summary: 'opens a payment page for a top-up',
      takes: ['usd'],
      options: {
        'idempotency-key': {
          value: 'KEY',
          summary: 'the same key never charges twice, e.g. topup-2026-04-27-001 (a new one)',
        },
      },
      async run(task) {
        const idempotency_key = task.option('idempotency-key');
        const json = await task.client.billing.checkout(
          {
            amount_usd: task.argument('usd'),
            ...(idempotency_key !== undefined && { idempotency_key }),
          },
          task.call,
        );
        const text = facts({
          Pay: json.checkout_url,
          'Idempotency key': json.idempotency_key,
        });
        return { json, text };
      },
    },
  },
};

function cells(totals: Partial<UsageTotals> = {}): unknown[] {
  const { requests, input_tokens, output_tokens, cost_usd } = totals;
  return [requests, input_tokens, output_tokens, money(cost_usd)];
}

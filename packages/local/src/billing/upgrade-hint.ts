import type { Tier, UpgradeHint, Usage } from '@nexevo/client';
import { formatMoney, type Money, parseMoney } from '../money.ts';
import { type PlanId, plans } from '../plans.ts';
import { costOf } from '../prices.ts';

/** The plan that would have been cheapest for this usage of a month, when that is another one than today's. */
export function upgradeHint(current: PlanId, usage: Usage): UpgradeHint['hint'] {
  const costs = (Object.keys(plans) as PlanId[])
    .map((plan) => ({ plan, cost: monthOn(plan, usage) }))
    .sort((a, b) => (a.cost < b.cost ? -1 : Number(a.cost > b.cost)));
  const [best] = costs;
  const today = monthOn(current, usage);
  if (!best || best.cost >= today) return null;
  return {
    recommend_plan: best.plan,
    // Rounded down to one decimal: a promise is never larger than what is saved.
    savings_pct: Number(((today - best.cost) * 1000n) / today) / 10,
    current_cost_usd: formatMoney(today),
    recommended_cost_usd: formatMoney(best.cost),
  };
}

/** What the usage would cost with a plan, its fee included. */
function monthOn(plan: PlanId, { by_tier }: Usage): Money {
  const { monthlyFee, discount } = plans[plan];
  return Object.entries(by_tier).reduce(
    (cost, [tier, { input_tokens: inputTokens, output_tokens: outputTokens }]) =>
      cost + costOf(tier as Tier, { inputTokens, outputTokens }, discount),
    parseMoney(monthlyFee),
  );
}

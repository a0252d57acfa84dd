import type { Tier } from '@nexevo/client';
import { formatMoney, type Money, parseMoney } from './money.ts';

/** The flat prices, US dollars a million tokens. */
const flat = {
  fast: { input: '0.50', output: '1.50' },
  balanced: { input: '3.00', output: '12.00' },
};

/** What is added to a real model's own price (documented), percent. */
const passthroughFee = 5n;

/** US dollars a million tokens, decimal strings. A real model's own price is taken to be the balanced one. */
export const prices: Record<Tier, { input: string; output: string }> = {
  ...flat,
  passthrough: { input: addFee(flat.balanced.input), output: addFee(flat.balanced.output) },
  /** The owner of the key pays their own provider. */
  byok: { input: '0.00', output: '0.00' },
};

export interface TokenCount {
  inputTokens: number;
  outputTokens: number;
}

const million = 1_000_000n;

/** What a completion costs, exactly; `discount` is the plan's, in percent of the flat tiers. */
export function costOf(tier: Tier, tokens: TokenCount, discount = 0): Money {
  const { input, output } = prices[tier];
  const list =
    parseMoney(input) * BigInt(tokens.inputTokens) +
    parseMoney(output) * BigInt(tokens.outputTokens);
  const share = tier === 'fast' || tier === 'balanced' ? 100n - BigInt(discount) : 100n;
  return (list * share) / (million * 100n);
}

function addFee(price: string): string {
  const amount = (parseMoney(price) * (100n + passthroughFee)) / 100n;
  return formatMoney(amount).replace(/0{6}$/, '');
}

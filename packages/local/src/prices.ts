import type { Tier } from '@nexevo/client';
import Big from 'big.js';

/** US dollars a million tokens. */
export const prices: Record<Exclude<Tier, 'byok'>, { input: string; output: string }> = {
  fast: { input: '0.50', output: '1.50' },
  balanced: { input: '3.00', output: '12.00' },
  /** The balanced price and 5 % on top. */
  passthrough: { input: '3.15', output: '12.60' },
};

export type PricedTier = keyof typeof prices;

export interface TokenCount {
  inputTokens: number;
  outputTokens: number;
}

const perToken = new Big('0.000001');

/** What a completion costs, exactly. */
export function costOf(tier: PricedTier, { inputTokens, outputTokens }: TokenCount): Big {
  const { input, output } = prices[tier];
  return new Big(input)
    .times(inputTokens)
    .plus(new Big(output).times(outputTokens))
    .times(perToken);
}

/** An amount as the API writes it. Eight decimals hold every price times a whole number of tokens. */
export function formatAmount(amount: Big | string): string {
  return new Big(amount).toFixed(8);
}

import { z } from 'zod';

/** An exact amount as decimal digits, e.g. `"12.340000"`. Never parse it as a float. */
export const decimalString = z.string().regex(/^-?\d+(\.\d+)?$/);
export type DecimalString = z.infer<typeof decimalString>;

/** `GET /usage` */
export const usageQuery = z.strictObject({
  days: z.coerce.number().int().min(1).max(90).default(7),
});
export type UsageQuery = z.infer<typeof usageQuery>;

export const usageTotals = z.object({
  requests: z.number().int(),
  input_tokens: z.number().int(),
  output_tokens: z.number().int(),
  cost: decimalString,
});
export type UsageTotals = z.infer<typeof usageTotals>;

export const usageResponse = z.object({
  balance: z.object({ amount: decimalString, currency: z.string() }),
  days: z.array(usageTotals.extend({ date: z.iso.date() })),
  by_tier: z.record(z.string(), usageTotals),
  total: usageTotals,
  /** When the gateway was asked; answers are cached for 60 s. */
  as_of: z.iso.datetime(),
});
export type UsageResponse = z.infer<typeof usageResponse>;

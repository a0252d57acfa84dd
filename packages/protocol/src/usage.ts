import { z } from 'zod';

/** An exact amount as decimal digits, e.g. `"12.340000"`. Never parse it as a float. */
export const decimalString = z.string().regex(/^-?\d+(\.\d+)?$/);
export type DecimalString = z.infer<typeof decimalString>;

/** `GET /usage` */
export const usageQuery = z.strictObject({
  days: z.coerce.number().int().min(1).max(90).default(7),
});

export const usageTotals = z.object({
  requests: z.number().int(),
  input_tokens: z.number().int(),
  output_tokens: z.number().int(),
  cost: decimalString,
});
export type UsageTotals = z.infer<typeof usageTotals>;

export const usageDay = usageTotals.extend({ date: z.iso.date() });
export type UsageDay = z.infer<typeof usageDay>;

export const usageBalance = z.object({
  amount: decimalString,
  currency: z.string().regex(/^[A-Z]{3}$/),
});
export type UsageBalance = z.infer<typeof usageBalance>;

/** What was used: by UTC day, oldest first, and by billing tier. */
export const usagePeriod = z.object({
  days: z.array(usageDay),
  by_tier: z.record(z.string(), usageTotals),
  total: usageTotals,
});
export type UsagePeriod = z.infer<typeof usagePeriod>;

export const usagePlan = z.object({ id: z.string(), name: z.string(), monthly_fee: decimalString });
export type UsagePlan = z.infer<typeof usagePlan>;

/** A plan that would have cost less. */
export const usageUpgrade = z.object({ plan: z.string(), savings_pct: z.number().positive() });
export type UsageUpgrade = z.infer<typeof usageUpgrade>;

/** How long the balance lasts. */
export const balanceOutlook = z.object({
  /** Under one unit of its currency, or not enough for seven days like the latest. */
  low: z.boolean(),
  /** Whole days at the pace of the latest seven; `null` when nothing was used in them. */
  days_left: z.number().int().nonnegative().nullable(),
});
export type BalanceOutlook = z.infer<typeof balanceOutlook>;

/** Each part is `null` when the gateway did not tell it; the others stand. */
export const usageResponse = z.object({
  balance: usageBalance.nullable(),
  outlook: balanceOutlook.nullable(),
  usage: usagePeriod.nullable(),
  plan: usagePlan.nullable(),
  /** Also `null` when no plan would have been cheaper. */
  upgrade: usageUpgrade.nullable(),
  /** When the gateway was asked; answers are cached for 60 s. */
  as_of: z.iso.datetime(),
});
export type UsageResponse = z.infer<typeof usageResponse>;

/** `POST /checkout` */
export const checkoutRequest = z.strictObject({
  /** US dollars above 0, in digits with at most two decimals: `"20"`, `"19.99"`. */
  amount_usd: z
    .string()
    .max(20, 'is more than a top-up can be')
    .regex(/^(?=.*[1-9])\d+(\.\d{1,2})?$/, 'must be above 0, in digits with at most two decimals'),
  /** The same key with the same amount is the same checkout: nobody pays twice for a repetition. */
  idempotency_key: z.string().regex(/^[\w.:-]{8,200}$/, 'must be 8–200 of A–Z a–z 0–9 _ . : -'),
});
export type CheckoutRequest = z.infer<typeof checkoutRequest>;

export const checkoutResponse = z.object({
  /** Where a person pays: https, or http on a loopback address. */
  checkout_url: z.url({ protocol: /^https?$/ }),
  amount_usd: decimalString,
  idempotency_key: z.string(),
  /** What was there before the payment, to tell when it has arrived; `null` when the gateway did not tell in time. */
  balance: usageBalance.nullable(),
});
export type CheckoutResponse = z.infer<typeof checkoutResponse>;

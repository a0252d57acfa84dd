/**
 * The plans of this stand-in. The vendor's are not public; these have the same parts: a monthly fee and a discount on
 * the flat tiers, in percent.
 */
export const plans = {
  payg: { name: 'Pay as you go', monthlyFee: '0.00', discount: 0 },
  pro: { name: 'Pro', monthlyFee: '20.00', discount: 20 },
  business: { name: 'Business', monthlyFee: '200.00', discount: 30 },
} as const;

export type PlanId = keyof typeof plans;

export function isPlanId(name: string): name is PlanId {
  return Object.hasOwn(plans, name);
}

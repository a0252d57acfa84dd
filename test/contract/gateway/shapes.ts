import { z } from 'zod';

const amount = z.string().regex(/^-?\d+(\.\d+)?$/);
const moment = z.iso.datetime();
const count = z.int().min(0);
const totals = { requests: count, input_tokens: count, output_tokens: count, cost_usd: amount };
const role = z.enum(['owner', 'admin', 'developer']);

/** The answers as `@nexevo/client` promises them; more fields are allowed, fewer are not. */
export const shapes = {
  balance: z.object({ balance_usd: amount, currency: z.literal('USD') }),
  usage: z.object({
    days: count,
    daily: z.array(z.object({ date: z.iso.date(), ...totals })),
    by_tier: z.partialRecord(z.enum(['fast', 'balanced', 'passthrough', 'byok']), z.object(totals)),
    total: z.object(totals),
  }),
  plan: z.object({
    plan: z.string(),
    name: z.string(),
    monthly_fee_usd: amount,
    usage_discount_pct: z.number(),
    requests_per_minute: count,
  }),
  upgradeHint: z.object({
    hint: z.nullable(z.object({ recommend_plan: z.string(), savings_pct: z.number() })),
  }),
  checkout: z.object({
    checkout_url: z.url(),
    checkout_id: z.string(),
    amount_usd: amount,
    status: z.enum(['open', 'paid', 'expired']),
    idempotency_key: z.string(),
    expires_at: moment,
  }),
  key: z.object({
    key_id: z.string(),
    name: z.string(),
    prefix: z.string(),
    monthly_spend_cap_usd: z.nullable(amount),
    spent_this_month_usd: amount,
    alert_webhook_url: z.nullable(z.string()),
    routing_policy: z.enum(['cn-only', 'overseas-only', 'any']),
    created_at: moment,
    last_used_at: z.nullable(moment),
  }),
  conversation: z.object({
    conversation_id: z.string(),
    title: z.nullable(z.string()),
    metadata: z.record(z.string(), z.unknown()),
    created_at: moment,
    updated_at: moment,
  }),
  message: z.object({
    message_id: z.string(),
    role: z.enum(['user', 'assistant', 'system', 'tool']),
    content: z.string(),
    created_at: moment,
  }),
  user: z.object({
    user_id: z.string(),
    email: z.string(),
    full_name: z.nullable(z.string()),
    two_fa_enabled: z.boolean(),
    org_id: z.nullable(z.string()),
    role: z.nullable(role),
    created_at: moment,
  }),
  twoFaStatus: z.object({ enabled: z.boolean(), enabled_at: z.nullable(moment) }),
  organization: z.object({ org_id: z.string(), name: z.string(), role, created_at: moment }),
  member: z.object({
    user_id: z.string(),
    email: z.string(),
    full_name: z.nullable(z.string()),
    role,
    status: z.enum(['active', 'invited']),
    joined_at: z.nullable(moment),
  }),
  feedback: z.object({
    feedback_id: z.string(),
    generation_id: z.string(),
    rating: z.union([z.literal(1), z.literal(-1)]),
    created_at: moment,
  }),
  feedbackSummary: z.object({
    days: count,
    total: count,
    positive: count,
    negative: count,
    positive_pct: z.nullable(z.number().min(0).max(100)),
  }),
  model: z.object({
    id: z.string(),
    object: z.literal('model'),
    created: count,
    owned_by: z.string(),
  }),
};

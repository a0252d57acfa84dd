import { setTimeout as delay } from 'node:timers/promises';
import type { NexevoClient, UsageTotals as UpstreamTotals } from '@nexevo/client';
import {
  type UsageBalance,
  type UsageResponse,
  type UsageTotals,
  usageBalance,
  usagePeriod,
  usagePlan,
  usageUpgrade,
} from '@nexevo/protocol';
import type { z } from 'zod';
import { balanceOutlook } from '../balance-outlook.ts';
import { ProxyError } from '../errors.ts';
import { SingleFlight } from '../single-flight.ts';
import { toOperatorError } from './operator-error.ts';

/** What became of one part, and when it was asked for. */
type Part<Value> = { at: number } & ({ value: Value } | { error: ProxyError });

const ttlMs = 60_000;
/** A payment arrives at the gateway when it arrives: for so long after a checkout the balance is looked at closely. */
const payingMs = 30 * 60_000;
const payingTtlMs = 1000;
/** So long the way to the payment page waits for the balance, which it can do without. */
const beforeMs = 2000;

/** What the gateway says of the account. Each part is asked for, kept for a minute, and may fail by itself. */
export class UsageReader {
  readonly #client: NexevoClient;
  readonly #timeout: number;
  readonly #parts = new SingleFlight<Part<unknown>>({ ttlMs });
  #payingUntil = 0;

  constructor({ client, timeoutMs }: { client: NexevoClient; timeoutMs: number }) {
    this.#client = client;
    this.#timeout = timeoutMs;
  }

  /** @throws {ProxyError} when neither balance nor usage can be had. */
  async read(days: number): Promise<UsageResponse> {
    const [balance, usage, latest, plan, upgrade] = await Promise.all([
      this.#balance(),
      this.#usage(days),
      // The pace is that of a week, however few days are looked at.
      this.#usage(Math.max(days, 7)),
      this.#plan(),
      this.#upgrade(),
    ]);
    if ('error' in balance && 'error' in usage) throw balance.error;
    const money = known(balance);
    return {
      balance: money,
      outlook: money && balanceOutlook(money.amount, known(latest)?.days ?? []),
      usage: known(usage),
      plan: known(plan),
      upgrade: known(upgrade),
      as_of: new Date(Math.min(balance.at, usage.at)).toISOString(),
    };
  }

  /** The balance before somebody pays, asked for anew; `null` also when that takes longer than a payment page may wait. */
  async balanceBefore(): Promise<UsageBalance | null> {
    this.#parts.drop('balance');
    const late = delay(beforeMs, undefined, { ref: false });
    const part = await Promise.race([this.#balance(), late]);
    return part ? known(part) : null;
  }

  /** Somebody can pay: from now on the balance is looked at closely. */
  expectPayment(): void {
    this.#payingUntil = Date.now() + payingMs;
    this.#parts.drop('balance');
  }

  #balance() {
    const isPaying = Date.now() < this.#payingUntil;
    const load = async () => {
      const { balance_usd, currency } = await this.#client.billing.balance(this.#options);
      return { amount: balance_usd, currency };
    };
    return this.#part('balance', usageBalance, load, isPaying ? payingTtlMs : ttlMs);
  }

  #usage(days: number) {
    return this.#part(`usage ${days}`, usagePeriod, async () => {
      const { daily, by_tier, total } = await this.#client.billing.usage({ days }, this.#options);
      return {
        days: daily.map((day) => ({ date: day.date, ...toTotals(day) })),
        by_tier: Object.fromEntries(
          Object.entries(by_tier).map(([tier, totals]) => [tier, toTotals(totals)]),
        ),
        total: toTotals(total),
      };
    });
  }

  #plan() {
    return this.#part('plan', usagePlan, async () => {
      const { plan, name, monthly_fee_usd } = await this.#client.billing.getPlan(this.#options);
      return { id: plan, name, monthly_fee: monthly_fee_usd };
    });
  }

  #upgrade() {
    return this.#part('upgrade', usageUpgrade.nullable(), async () => {
      const { hint } = await this.#client.billing.upgradeHint(this.#options);
      return hint && { plan: hint.recommend_plan, savings_pct: hint.savings_pct };
    });
  }

  get #options() {
    return { timeout: this.#timeout };
  }

  /** That this gateway lacks a route is remembered like an answer; after any other failure the next look asks again. */
  #part<Schema extends z.ZodType>(
    key: string,
    schema: Schema,
    load: () => Promise<unknown>,
    keptMs = ttlMs,
  ): Promise<Part<z.infer<Schema>>> {
    const settle = async (): Promise<Part<z.infer<Schema>>> => {
      const at = Date.now();
      try {
        return { at, value: schema.parse(await load()) };
      } catch (error) {
        return { at, error: toPartError(error) };
      }
    };
    return this.#parts.get(key, settle, (part) => (isLasting(part) ? keptMs : 0));
  }
}

function isLasting(part: Part<unknown>): boolean {
  return 'value' in part || part.error.code === 'upstream_model';
}

function known<Value>(part: Part<Value>): Value | null {
  return 'value' in part ? part.value : null;
}

/** An answer without what is taken from it is the gateway's fault. */
function toPartError(error: unknown): ProxyError {
  const isShape = error instanceof TypeError || (error as Error).name === 'ZodError';
  if (!isShape) return toOperatorError(error);
  return new ProxyError(
    'upstream_invalid',
    'The gateway answered with something unreadable: check NEXEVO_UPSTREAM_URL.',
    { cause: error },
  );
}

function toTotals({
  requests,
  input_tokens,
  output_tokens,
  cost_usd,
}: UpstreamTotals): UsageTotals {
  return { requests, input_tokens, output_tokens, cost: cost_usd };
}

import {
  checkAmount,
  checkId,
  checkOneOf,
  checkText,
  checkWebhookUrl,
  refuse,
} from './arguments.ts';
import type { AmountInput, DecimalString } from './decimal.ts';
import type { RequestOptions } from './request.ts';
import { routes } from './routes.ts';
import { shownOnce } from './shown-once.ts';
import type { Transport } from './transport.ts';

/** Where a key's requests may be answered (documented). */
export type RoutingPolicy = 'cn-only' | 'overseas-only' | 'any';

/** A key without its secret. `key_id` is documented, the other fields are inferred. */
export interface Key {
  key_id: string;
  name: string;
  /** Its first characters, to tell it from others. */
  prefix: string;
  /** `null`: no cap. */
  monthly_spend_cap_usd: DecimalString | null;
  spent_this_month_usd: DecimalString;
  alert_webhook_url: string | null;
  routing_policy: RoutingPolicy;
  /** ISO 8601, UTC. */
  created_at: string;
  last_used_at: string | null;
}

/** What `create` answers. `full_key` is there this once: read it by name, it is left out of logs and JSON. */
export interface CreatedKey {
  full_key: string;
  key: Key;
}

export interface KeyAnswer {
  key: Key;
}

/** `webhook_secret` signs what the webhook receives; `null` when it was cleared. Shown once, as `full_key` is. */
export interface WebhookAnswer extends KeyAnswer {
  webhook_secret: string | null;
}

/** `list`: newest first, without revoked ones. */
export interface KeyList {
  keys: Key[];
}

export interface CreateKeyParams {
  /** 1–100 characters. */
  name: string;
  /** US dollars a UTC month. Over it, every request of the key is refused until the next. @default no cap */
  monthly_spend_cap_usd?: AmountInput;
}

/** The new cap, or none any more. */
export type SpendCap = { monthly_spend_cap_usd: AmountInput } | { clear: true };

/** Where to tell of a threshold passed, or nowhere any more. */
export type AlertWebhook = { url: string } | { clear: true };

const policies: RoutingPolicy[] = ['cn-only', 'overseas-only', 'any'];

/** `keys`: made, limited and revoked by program. */
export class KeysResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** `full_key` comes this once. An `ambiguous` error may have made a key nobody knows: look with `list`. */
  async create(params: CreateKeyParams, options: RequestOptions = {}): Promise<CreatedKey> {
    checkText(params.name, 'name', 100);
    const cap = params.monthly_spend_cap_usd;
    const body = cap === undefined ? params : { ...params, ...checkCap(cap) };
    return shownOnce(
      await this.#transport.json<CreatedKey>(routes.createKey, { ...options, body }),
      'full_key',
    );
  }

  list(options: RequestOptions = {}): Promise<KeyList> {
    return this.#transport.json(routes.listKeys, options);
  }

  /** At once and for good. Retried after a lost answer it may throw `NotFoundError`: the key is gone either way. */
  async revoke(id: string, options: RequestOptions = {}): Promise<void> {
    checkId(id, 'id');
    return this.#transport.nothing(routes.revokeKey, { ...options, id });
  }

  async updateSpendCap(
    id: string,
    cap: SpendCap,
    options: RequestOptions = {},
  ): Promise<KeyAnswer> {
    checkId(id, 'id');
    const body = isClear(cap) ? cap : checkCap(cap.monthly_spend_cap_usd);
    return this.#transport.json(routes.updateSpendCap, { ...options, id, body });
  }

  /** HTTPS only; where the gateway is on this machine, HTTP on this machine too. */
  async updateAlertWebhook(
    id: string,
    webhook: AlertWebhook,
    options: RequestOptions = {},
  ): Promise<WebhookAnswer> {
    checkId(id, 'id');
    if (!isClear(webhook)) checkWebhookUrl(webhook.url, this.#transport.isLoopback);
    const call = { ...options, id, body: webhook };
    return shownOnce(
      await this.#transport.json<WebhookAnswer>(routes.updateAlertWebhook, call),
      'webhook_secret',
    );
  }

  async updateRouting(
    id: string,
    { policy }: { policy: RoutingPolicy },
    options: RequestOptions = {},
  ): Promise<KeyAnswer> {
    checkId(id, 'id');
    checkOneOf(policy, 'policy', policies);
    return this.#transport.json(routes.updateRouting, { ...options, id, body: { policy } });
  }
}

function checkCap(amount: AmountInput): { monthly_spend_cap_usd: DecimalString } {
  return { monthly_spend_cap_usd: checkAmount(amount, 'monthly_spend_cap_usd') };
}

/** `clear: true` stands alone; with a value beside it, it would be open which was meant. */
function isClear(change: object): change is { clear: true } {
  if (!('clear' in change) || change.clear !== true) return false;
  return Object.keys(change).length === 1 || refuse('clear must stand alone');
}

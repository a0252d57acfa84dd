import type { Clock } from '../clock.ts';
import { formatMoney } from '../money.ts';
import { newId } from '../new-id.ts';
import type { WebhookOutbox } from '../webhooks/webhook-outbox.ts';
import type { KeySpend } from './key-spend.ts';
import type { Key, KeyStore } from './key-store.ts';

/** The shares of its cap at which a key tells, in percent. */
const thresholds = [100, 80];

interface SpendAlertsOptions {
  keys: KeyStore;
  spend: KeySpend;
  outbox: WebhookOutbox;
  clock: Clock;
}

/** Tells a key's webhook when 80 % and 100 % of its cap are spent: each once a month, and again when a new cap is reached. */
export class SpendAlerts {
  readonly #options: SpendAlertsOptions;

  constructor(options: SpendAlertsOptions) {
    this.#options = options;
  }

  /** To call whenever a key's spending, cap or webhook changed, inside that change's transaction. */
  check(id: string): void {
    const { keys, spend } = this.#options;
    const key = keys.find(id);
    if (!key?.webhookUrl) return;
    const reached = this.#reached(key);
    const told = spend.alertedOf(id);
    if (reached === told) return;
    spend.setAlerted(id, reached);
    if (reached > told) this.#tell(key, reached);
  }

  #reached(key: Key): number {
    const { cap } = key;
    if (cap === null) return 0;
    const spent = this.#options.spend.of(key.id) * 100n;
    return thresholds.find((percent) => spent >= cap * BigInt(percent)) ?? 0;
  }

  #tell(key: Key, percent: number): void {
    const { spend, outbox, clock } = this.#options;
    const id = newId('evt');
    const body = {
      id,
      type: 'spend_cap.threshold',
      key_id: key.id,
      key_name: key.name,
      month: spend.month,
      threshold_pct: percent,
      spent_usd: formatMoney(spend.of(key.id)),
      monthly_spend_cap_usd: formatMoney(key.cap ?? 0n),
      created_at: new Date(clock.now()).toISOString(),
    };
    outbox.add({ id, key: key.id, body });
  }
}

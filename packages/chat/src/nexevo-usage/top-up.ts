import type { CheckoutRequest, CheckoutResponse, DecimalString } from '@nexevo/protocol';
import type { LitElement } from 'lit';
import { type ChatErrorCode, isAbort, toChatError } from '../api/errors.ts';
import { createClientId } from '../client-id.ts';
import { delay } from '../delay.ts';
import { isMore } from './decimal-units.ts';
import { parseAmount } from './parse-amount.ts';
import { NexevoCheckoutEvent } from './usage-events.ts';

/** `closed` → `form` → `opening` → `waiting` for the payment → `paid`. */
export type TopUpStep = 'closed' | 'form' | 'opening' | 'waiting' | 'paid';

/** What it needs of the panel around it. */
interface Panel {
  checkout(order: CheckoutRequest, signal: AbortSignal): Promise<CheckoutResponse>;
  /** Everything anew. */
  refresh(): Promise<void>;
  /** The balance as it is now; `undefined` when it cannot be had at the moment. */
  look(signal: AbortSignal): Promise<DecimalString | undefined>;
  /** Whether somebody sees the page. */
  isSeen(): boolean;
}

/** While a payment is waited for the balance is looked at: soon, then ever less often, and not for ever. */
const firstPauseMs = 3000;
const longestPauseMs = 30_000;
const patienceMs = 10 * 60_000;

/** Longer than that is no amount of money, and no server is asked. */
const longestAmount = 12;

/** What stays free beside the panel, in pixels. */
const edge = 8;

/** Where the focus goes with each step. */
const places: Readonly<Record<TopUpStep, string>> = {
  closed: '.top-up-toggle',
  form: '#amount',
  opening: 'form .primary',
  waiting: '.top-up .primary',
  paid: '.top-up .primary',
};

/** One top-up: the amount, the way to the payment page, and the wait for the balance to grow. */
export class TopUp {
  readonly #host: LitElement;
  readonly #panel: Panel;
  /** The same amount again, after a failure, is the same order. */
  #order: CheckoutRequest | undefined;
  #before: DecimalString | undefined;
  #work: AbortController | undefined;
  #step: TopUpStep = 'closed';
  amount = '20';
  /** `invalid`: what was typed is no amount. */
  problem: 'invalid' | ChatErrorCode | undefined;
  /** Whether somebody asked for the payment and it was not there yet. */
  isLate = false;
  /** Where to pay, once that is known. */
  url = '';

  constructor(host: LitElement, panel: Panel) {
    this.#host = host;
    this.#panel = panel;
  }

  get step(): TopUpStep {
    return this.#step;
  }

  open(): void {
    this.problem = undefined;
    this.#go('form');
  }

  close(): void {
    this.#work?.abort();
    this.#go('closed');
  }

  setAmount(text: string): void {
    this.amount = text;
    this.problem = undefined;
    this.#host.requestUpdate();
  }

  /** Asks for a payment page and opens it in a new tab. */
  async pay(): Promise<void> {
    const amount = parseAmount(this.amount);
    if (amount === undefined) return this.#fail('invalid');
    if (amount.length > longestAmount) return this.#fail('checkout_refused');
    if (this.#order?.amount_usd !== amount)
      this.#order = { amount_usd: amount, idempotency_key: `topup-${createClientId()}` };
    this.problem = undefined;
    this.#go('opening');
    const { signal } = this.#begin();
    try {
      const { checkout_url, balance } = await this.#panel.checkout(this.#order, signal);
      if (signal.aborted) return;
      // Only what a page to pay on can be, whatever the server says.
      if (!/^https?:\/\//.test(checkout_url)) return this.#fail('invalid_response');
      this.url = checkout_url;
      this.#before = balance?.amount;
      this.isLate = false;
      // What comes next is another top-up, also of the same amount.
      this.#order = undefined;
      this.#go('waiting');
      if (this.#host.dispatchEvent(new NexevoCheckoutEvent(amount, checkout_url)))
        openTab(checkout_url);
      // Who has gone elsewhere meanwhile makes it look on coming back.
      if (this.#panel.isSeen()) void this.#watch(firstPauseMs);
    } catch (error) {
      if (!isAbort(error)) this.#fail(toChatError(error).code);
    }
  }

  /** The visitor is back, or asks for it: looks at once whether the balance has grown, and goes on looking. */
  look(): void {
    if (this.#step === 'waiting') void this.#watch(0);
  }

  /** Nobody sees the page: it looks again when somebody does. */
  pause(): void {
    if (this.#step === 'waiting') this.#work?.abort();
  }

  /** Ends what is under way; the element has left the page. */
  rest(): void {
    this.#work?.abort();
    if (this.#step === 'opening') this.#go('form');
  }

  async #watch(wait: number): Promise<void> {
    const { signal } = this.#begin();
    let pause = firstPauseMs;
    try {
      for (let waited = 0; waited < patienceMs; waited += wait) {
        await delay(wait, { signal });
        const balance = await this.#panel.look(signal);
        if (signal.aborted) return;
        if (this.#isPaid(balance)) {
          this.#go('paid');
          return void this.#panel.refresh();
        }
        if (wait === 0) this.isLate = true;
        this.#host.requestUpdate();
        wait = Math.min(pause, longestPauseMs);
        pause *= 1.5;
      }
    } catch (error) {
      if (!isAbort(error)) throw error;
    }
  }

  /** Replies go on costing, so it is the last look that the balance is held against: nothing but a payment lets it grow. */
  #isPaid(balance: DecimalString | undefined): boolean {
    const before = this.#before;
    this.#before = balance ?? before;
    return balance !== undefined && before !== undefined && isMore(balance, before);
  }

  #begin(): AbortController {
    this.#work?.abort();
    this.#work = new AbortController();
    return this.#work;
  }

  #fail(problem: 'invalid' | ChatErrorCode): void {
    this.problem = problem;
    this.#go('form');
  }

  #go(step: TopUpStep): void {
    const isNew = step !== this.#step;
    this.#step = step;
    this.#host.requestUpdate();
    if (isNew) void this.#moveFocus(step);
  }

  /** What had the focus may be gone. Who is elsewhere on the page stays there. */
  async #moveFocus(step: TopUpStep): Promise<void> {
    const root = this.#host.shadowRoot!;
    const isHere = root.activeElement !== null;
    await this.#host.updateComplete;
    if (isHere || step === 'form') root.querySelector<HTMLElement>(places[step])?.focus();
    const panel = root.querySelector<HTMLElement>('.top-up');
    if (panel) keepInSight(panel);
  }
}

/** In a header bar the panel hangs over its side: back onto the page, at whichever end the bar stands. */
function keepInSight(panel: HTMLElement): void {
  panel.style.translate = '';
  if (getComputedStyle(panel).position !== 'absolute') return;
  const { left, right } = panel.getBoundingClientRect();
  const over = Math.max(0, right - document.documentElement.clientWidth + edge);
  const shift = left < edge ? edge - left : -over;
  if (shift !== 0) panel.style.translate = `${shift}px`;
}

/** `window.open` with `noopener` says nothing of its success, and without it the page could reach back. */
function openTab(url: string): void {
  const link = document.createElement('a');
  Object.assign(link, { href: url, target: '_blank', rel: 'noopener noreferrer' });
  link.click();
}

import { Task } from '@lit/task';
import type { CheckoutResponse, DecimalString, UsageResponse } from '@nexevo/protocol';
import { adoptStyles, html, nothing } from 'lit';
import { ChatError, isAbort, toChatError } from '../api/errors.ts';
import type { ProxyClient } from '../api/proxy-client.ts';
import { connect } from '../connection.ts';
import { resolveEndpoint } from '../endpoint.ts';
import { firstLocale } from '../messages/first-locale.ts';
import { format } from '../messages/format.ts';
import { tokens } from '../tokens.ts';
import { renderBalance, renderWarning } from './balance-view.ts';
import { chartStyles } from './chart-styles.ts';
import { renderDaysChoice } from './days-choice.ts';
import { detailsStyles } from './details-styles.ts';
import type { NexevoUsage } from './nexevo-usage.ts';
import { ReturnController } from './return-controller.ts';
import { TopUp } from './top-up.ts';
import { renderTopUp } from './top-up-form.ts';
import { topUpStyles } from './top-up-styles.ts';
import { UsageChart } from './usage-chart.ts';
import { renderPlan, renderTable, renderTiers, renderTotals } from './usage-details.ts';
import { usageStyles } from './usage-styles.ts';
import { type UsageView, usageView } from './usage-view.ts';

/** Older figures are asked for again when the visitor comes back; the proxy keeps its own for as long. */
const staleMs = 60_000;

/** Resolves when the element has its root and its words. */
export async function openPanel(host: NexevoUsage): Promise<UsagePanel> {
  await Promise.all([host.updateComplete, host.locales.complete()]);
  if (host.locales.current.locale === firstLocale) throw new Error('Its words cannot be had.');
  return new UsagePanel(host);
}

/** What `<nexevo-usage>` shows. */
export class UsagePanel {
  readonly #host: NexevoUsage;
  readonly #usage: Task<readonly unknown[], UsageResponse>;
  readonly #chart: UsageChart;
  readonly #topUp: TopUp;
  #connection: { client: ProxyClient; of: readonly unknown[] } | undefined;
  /** Stays on the screen while newer figures are on their way. */
  #known: UsageResponse | undefined;
  #isTableShown = false;

  constructor(host: NexevoUsage) {
    this.#host = host;
    adoptStyles(host.shadowRoot!, [tokens, usageStyles, detailsStyles, chartStyles, topUpStyles]);
    this.#chart = new UsageChart(host);
    this.#topUp = new TopUp(host, {
      checkout: (order, signal) =>
        this.#client().json<CheckoutResponse>('/checkout', { method: 'POST', body: order, signal }),
      refresh: () => this.refresh(),
      look: (signal) => this.#look(signal),
      isSeen: () => document.visibilityState === 'visible',
    });
    this.#usage = new Task(host, {
      args: () => [host.endpoint, host.getIdentityToken, daysOf(host)] as const,
      task: async ([, , days], { signal }) => {
        const usage = await this.#client().json<UsageResponse>(`/usage?days=${days}`, { signal });
        this.#known = usage;
        return usage;
      },
    }) as Task<readonly unknown[], UsageResponse>;
    new ReturnController(host, {
      onReturn: () => this.#onReturn(),
      onHide: () => this.#topUp.pause(),
      onLeave: () => this.#topUp.rest(),
    });
  }

  refresh(): Promise<void> {
    return this.#usage.run();
  }

  render() {
    const { current } = this.#host.locales;
    // English begins with what a chat shows first; these words come with the rest.
    if (!current.locale.usage.title) {
      void this.#host.locales.complete();
      return nothing;
    }
    const view = usageView(current, this.#host.strings, this.#known?.balance);
    const { words, tag, direction } = view;
    const isPending = this.#usage.render({ pending: () => true, initial: () => true }) ?? false;
    return html`<section
      class="card"
      part="card"
      aria-label=${words.title}
      aria-busy=${isPending ? 'true' : 'false'}
      lang=${tag}
      dir=${direction}
    >
      ${this.#known ? this.#renderUsage(this.#known, view) : nothing}
      ${this.#usage.render({
        initial: () => this.#renderLoading(view),
        pending: () => this.#renderLoading(view),
        error: (error) => this.#renderError(error, view),
      })}
    </section>`;
  }

  #renderUsage(usage: UsageResponse, view: UsageView) {
    const { words } = view;
    const isBar = this.#host.view === 'balance';
    const isOpen = this.#topUp.step !== 'closed';
    return html`<div class="head">
        <div class="balance">
          <span class="label">${words.balance}</span>
          ${renderBalance(usage, view, isBar)}
        </div>
        <button
          class="top-up-toggle"
          part="top-up-button"
          type="button"
          aria-expanded=${isOpen ? 'true' : 'false'}
          @click=${() => (isOpen ? this.#topUp.close() : this.#topUp.open())}
        >${words.topUp}</button>
      </div>
      ${renderWarning(usage, view)}
      ${renderTopUp(this.#topUp, view, this.#host.locales.current.locale.chat)}
      ${isBar ? nothing : this.#renderDetails(usage, view)}`;
  }

  #renderDetails(usage: UsageResponse, view: UsageView) {
    const { words, tag } = view;
    const time = new Date(usage.as_of).toLocaleTimeString(tag, { timeStyle: 'short' });
    const period = usage.usage;
    const isUsed = period !== null && period.total.requests > 0 && period.days.length > 0;
    return html`<div class="days">
        <h2>${format(words.lastDays, { days: period?.days.length || daysOf(this.#host) }, tag)}</h2>
        ${renderDaysChoice(daysOf(this.#host), view, (days) => {
          this.#host.days = days;
        })}
      </div>
      ${
        isUsed
          ? html`${renderTotals(period, view)}
            ${this.#chart.render(period.days, view)}
            <button
              class="quiet"
              type="button"
              aria-pressed=${this.#isTableShown ? 'true' : 'false'}
              @click=${() => {
                this.#isTableShown = !this.#isTableShown;
                this.#host.requestUpdate();
              }}
            >${words.showTable}</button>
            ${renderTable(period, view, this.#isTableShown)}
            ${renderTiers(period, view)}`
          : html`<p class="empty">${period ? words.empty : words.unavailable}</p>`
      }
      ${renderPlan(usage, view)}
      <p class="note">${format(words.asOf, { time }, tag)}</p>`;
  }

  #renderLoading({ words }: UsageView) {
    if (this.#known) return nothing;
    const rows = this.#host.view === 'balance' ? 1 : 3;
    return html`<div class="skeleton" role="status" aria-label=${words.loading}>
      ${Array.from({ length: rows }, () => html`<i></i>`)}
    </div>`;
  }

  #renderError(error: unknown, { words }: UsageView) {
    const { code } = toChatError(error);
    const isRefused = code === 'operator_required';
    return html`<div class="failure">
      <p role="alert">${isRefused ? words.operatorRequired : words.failed} <code>${code}</code></p>
      ${
        isRefused
          ? nothing
          : html`<button type="button" @click=${() => this.refresh()}>${words.retry}</button>`
      }
    </div>`;
  }

  /** One session for all that is asked here. Another endpoint or operator is another account. */
  #client(): ProxyClient {
    const { endpoint: attribute, getIdentityToken } = this.#host;
    const of = [attribute, getIdentityToken] as const;
    if (this.#connection?.of.every((value, index) => value === of[index]))
      return this.#connection.client;
    this.#known = undefined;
    const endpoint = resolveEndpoint(attribute);
    if (!endpoint) throw new ChatError('endpoint_missing', 'The attribute "endpoint" is missing.');
    // An operator who looks at figures takes over no conversation that this browser had.
    const { client } = connect(endpoint, getIdentityToken, { adopts: false });
    this.#connection = { client, of };
    return client;
  }

  /** The balance alone, without a word when it cannot be had: it is asked for again anyway. */
  async #look(signal: AbortSignal): Promise<DecimalString | undefined> {
    try {
      const days = daysOf(this.#host);
      const { balance, outlook } = await this.#client().json<UsageResponse>(`/usage?days=${days}`, {
        signal,
      });
      if (this.#known && balance) this.#known = { ...this.#known, balance, outlook };
      return balance?.amount;
    } catch (error) {
      if (isAbort(error)) throw error;
      return undefined;
    }
  }

  #onReturn(): void {
    if (this.#topUp.step === 'waiting') this.#topUp.look();
    else if (this.#known && Date.now() - Date.parse(this.#known.as_of) > staleMs)
      void this.refresh();
  }
}

/** As many as the proxy tells, whatever the attribute says. */
function daysOf({ days }: NexevoUsage): number {
  return Number.isFinite(days) ? Math.min(90, Math.max(1, Math.trunc(days))) : 7;
}

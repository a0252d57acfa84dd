import { Task } from '@lit/task';
import type { UsageResponse } from '@nexevo/protocol';
import { html, LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { ChatError, toChatError } from '../api/errors.ts';
import { connect, type GetIdentityToken } from '../connection.ts';
import { resolveEndpoint } from '../endpoint.ts';
import { LocaleController } from '../locale-controller.ts';
import type { UsageStrings } from '../messages/chat-strings.ts';
import { format } from '../messages/format.ts';
import { tokens } from '../tokens.ts';
import { formatAmount } from './decimal-format.ts';
import { usageStyles } from './usage-styles.ts';

/**
 * What the chat costs, for operators: the balance, and what was used by day.
 *
 * @csspart card
 * @csspart amount - The balance.
 */
export class NexevoUsage extends LitElement {
  static override styles = [tokens, usageStyles];

  readonly #locale = new LocaleController(this);
  readonly #usage = new Task(this, {
    args: () => [this.endpoint, this.days, this.getIdentityToken] as const,
    task: ([attribute, days, getIdentityToken], { signal }) => {
      const endpoint = resolveEndpoint(attribute);
      if (!endpoint)
        throw new ChatError('endpoint_missing', 'The attribute "endpoint" is missing.');
      // An operator who looks at figures takes over no conversation that this browser had.
      return connect(endpoint, getIdentityToken, { adopts: false }).client.usage(days, { signal });
    },
  });

  /** Address of the proxy. Default: where the script came from. */
  @property() endpoint = '';
  /** How many days back, 1–90. */
  @property({ type: Number }) days = 7;
  @property({ reflect: true }) view: 'balance' | 'full' = 'full';
  @property({ reflect: true }) theme: 'auto' | 'light' | 'dark' = 'auto';
  /** A language tag. Default: the page's language. */
  @property() locale = '';
  /** Resolves to an operator's JWT from the site's own server. */
  @property({ attribute: false }) getIdentityToken: GetIdentityToken | undefined;
  /** The page's own words. */
  @property({ attribute: false }) strings: Partial<UsageStrings> = {};

  /** Asks the proxy again. Its answers are at most a minute old. */
  async refresh(): Promise<void> {
    await this.#usage.run();
  }

  protected override render() {
    const words = { ...this.#locale.locale.usage, ...this.strings };
    return html`<section class="card" part="card" aria-label=${words.title}
      dir=${this.#locale.locale.direction}>
      ${this.#usage.render({
        pending: () => renderLoading(words),
        complete: (usage) => this.#renderUsage(usage, words),
        error: (error) => this.#renderError(error, words),
      })}
    </section>`;
  }

  #renderUsage(usage: UsageResponse, words: UsageStrings) {
    const { amount, currency } = usage.balance;
    // Never more than is there.
    const style = { locale: this.#locale.tag, roundingMode: 'floor' } as const;
    return html`<div class="balance">
        <span class="label">${words.balance}</span>
        <span class="amount" part="amount">${formatAmount(amount, currency, style)}</span>
      </div>
      ${this.view === 'full' ? this.#renderDetails(usage, words) : ''}`;
  }

  #renderDetails({ balance, total, days, as_of }: UsageResponse, words: UsageStrings) {
    const locale = this.#locale.tag;
    const cost = (amount: string) => formatAmount(amount, balance.currency, { locale, digits: 6 });
    const count = (number: number) => number.toLocaleString(locale);
    const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
    const columns = [words.date, words.requests, words.inputTokens, words.outputTokens, words.cost];
    const time = new Date(as_of).toLocaleTimeString(locale, { timeStyle: 'short' });
    return html`<dl class="totals">
        <div><dt class="label">${words.cost}</dt><dd>${cost(total.cost)}</dd></div>
        <div><dt class="label">${words.requests}</dt><dd>${count(total.requests)}</dd></div>
        <div><dt class="label">${words.inputTokens}</dt><dd>${count(total.input_tokens)}</dd></div>
        <div><dt class="label">${words.outputTokens}</dt><dd>${count(total.output_tokens)}</dd></div>
      </dl>
      ${
        days.length === 0
          ? html`<p class="note">${words.empty}</p>`
          : html`<div class="scroll" tabindex="0">
              <table>
                <caption>${format(words.lastDays, { days: this.days })}</caption>
                <thead>
                  <tr>${columns.map((name) => html`<th scope="col">${name}</th>`)}</tr>
                </thead>
                <tbody>
                  ${days.toReversed().map(
                    (day) => html`<tr>
                      <th scope="row">${date.format(new Date(`${day.date}T00:00:00Z`))}</th>
                      <td>${count(day.requests)}</td>
                      <td>${count(day.input_tokens)}</td>
                      <td>${count(day.output_tokens)}</td>
                      <td>${cost(day.cost)}</td>
                    </tr>`,
                  )}
                </tbody>
              </table>
            </div>`
      }
      <p class="note">${format(words.asOf, { time })}</p>`;
  }

  #renderError(error: unknown, words: UsageStrings) {
    const refused = toChatError(error).code === 'operator_required';
    return html`<p class="note" role="alert">${refused ? words.operatorRequired : words.failed}</p>
      ${refused ? '' : html`<button type="button" @click=${() => this.refresh()}>${words.retry}</button>`}`;
  }
}

function renderLoading(words: UsageStrings) {
  return html`<div class="skeleton" role="status" aria-label=${words.loading}><i></i><i></i><i></i></div>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'nexevo-usage': NexevoUsage;
  }
}

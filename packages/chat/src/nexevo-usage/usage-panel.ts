import { Task } from '@lit/task';
import type { UsageResponse } from '@nexevo/protocol';
import { adoptStyles, html } from 'lit';
import { ChatError, toChatError } from '../api/errors.ts';
import { connect } from '../connection.ts';
import { resolveEndpoint } from '../endpoint.ts';
import type { UsageStrings } from '../messages/chat-strings.ts';
import { format } from '../messages/format.ts';
import { tokens } from '../tokens.ts';
import { formatAmount } from './decimal-format.ts';
import type { NexevoUsage } from './nexevo-usage.ts';
import { usageStyles } from './usage-styles.ts';

/** What `<nexevo-usage>` shows. */
export class UsagePanel {
  readonly #host: NexevoUsage;
  readonly #usage: Task<readonly unknown[], UsageResponse>;

  constructor(host: NexevoUsage) {
    this.#host = host;
    adoptStyles(host.shadowRoot!, [tokens, usageStyles]);
    this.#usage = new Task(host, {
      args: () => [host.endpoint, host.days, host.getIdentityToken] as const,
      task: ([attribute, days, getIdentityToken], { signal }) => {
        const endpoint = resolveEndpoint(attribute);
        if (!endpoint)
          throw new ChatError('endpoint_missing', 'The attribute "endpoint" is missing.');
        // An operator who looks at figures takes over no conversation that this browser had.
        const { client } = connect(endpoint, getIdentityToken, { adopts: false });
        return client.usage(days, { signal });
      },
    }) as Task<readonly unknown[], UsageResponse>;
  }

  refresh(): Promise<void> {
    return this.#usage.run();
  }

  render() {
    const { locale, tag } = this.#host.locales.current;
    const words = { ...locale.usage, ...this.#host.strings };
    return html`<section class="card" part="card" aria-label=${words.title} lang=${tag} dir=${locale.direction}>
      ${this.#usage.render({
        pending: () => renderLoading(words),
        complete: (usage) => this.#renderUsage(usage, words),
        error: (error) => this.#renderError(error, words),
      })}
    </section>`;
  }

  #renderUsage(usage: UsageResponse, words: UsageStrings) {
    const { amount, currency } = usage.balance ?? { amount: '', currency: 'USD' };
    // Never more than is there.
    const style = { locale: this.#host.locales.current.tag, roundingMode: 'floor' } as const;
    return html`<div class="balance">
        <span class="label">${words.balance}</span>
        <span class="amount" part="amount">${amount === '' ? '–' : formatAmount(amount, currency, style)}</span>
      </div>
      ${this.#host.view === 'full' ? this.#renderDetails(usage, words) : ''}`;
  }

  #renderDetails({ balance, usage, as_of }: UsageResponse, words: UsageStrings) {
    if (!usage) return html`<p class="note">${words.failed}</p>`;
    const { total, days } = usage;
    const locale = this.#host.locales.current.tag;
    const cost = (amount: string) =>
      formatAmount(amount, balance?.currency ?? 'USD', { locale, digits: 6 });
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
                <caption>${format(words.lastDays, { days: this.#host.days }, locale)}</caption>
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
      <p class="note">${format(words.asOf, { time }, locale)}</p>`;
  }

  #renderError(error: unknown, words: UsageStrings) {
    const refused = toChatError(error).code === 'operator_required';
    return html`<p class="note" role="alert">${refused ? words.operatorRequired : words.failed}</p>
      ${refused ? '' : html`<button type="button" @click=${() => this.refresh()}>${words.retry}</button>`}`;
  }
}

function renderLoading(words: UsageStrings) {
  return html`<div class="skeleton" role="progressbar" aria-label=${words.loading}><i></i><i></i><i></i></div>`;
}

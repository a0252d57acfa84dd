import { html, nothing } from 'lit';
import type { Locale } from '../messages/chat-strings.ts';
import { format } from '../messages/format.ts';
import { parseAmount } from './parse-amount.ts';
import type { TopUp } from './top-up.ts';
import type { UsageView } from './usage-view.ts';

const presets = ['10', '20', '50', '100'];

/** What is seen of a top-up: the amount, then the way to the payment page, then that it has arrived. */
export function renderTopUp(topUp: TopUp, view: UsageView, chat: Locale['chat']) {
  const { words } = view;
  const { step } = topUp;
  if (step === 'closed') return nothing;
  const onKeydown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    topUp.close();
  };
  return html`<div class="top-up" part="top-up" role="group" aria-label=${words.topUp} @keydown=${onKeydown}>
    ${
      step === 'waiting'
        ? html`<p role="status">${topUp.isLate ? words.paymentLate : words.paymentOpen}</p>
          <div class="actions">
            <a class="primary" href=${topUp.url} target="_blank" rel="noopener noreferrer"
              >${words.openPayment}<span class="visually-hidden"> (${chat.newTab})</span></a
            >
            <button type="button" @click=${() => topUp.look()}>${words.refresh}</button>
            <button type="button" @click=${() => topUp.close()}>${words.close}</button>
          </div>`
        : step === 'paid'
          ? html`<p class="paid" role="status">${words.toppedUp}</p>
            <div class="actions">
              <button class="primary" type="button" @click=${() => topUp.close()}>${words.close}</button>
            </div>`
          : renderForm(topUp, view, chat)
    }
  </div>`;
}

function renderForm(topUp: TopUp, view: UsageView, chat: Locale['chat']) {
  const { words } = view;
  const { problem } = topUp;
  const isOpening = topUp.step === 'opening';
  const amount = parseAmount(topUp.amount);
  const short = (digits: string) => view.cost(digits).replace(/[.,٫]0+(?!\d)|[.,٫]٠+(?!\d)/, '');
  return html`<form
    novalidate
    @submit=${(event: Event) => {
      event.preventDefault();
      if (!isOpening) void topUp.pay();
    }}
  >
    <label for="amount">${format(words.amount, { currency: 'USD' }, view.tag)}</label>
    <input
      id="amount"
      type="text"
      inputmode="decimal"
      autocomplete="off"
      dir="ltr"
      aria-invalid=${problem ? 'true' : 'false'}
      aria-describedby="amount-problem"
      .value=${topUp.amount}
      ?readonly=${isOpening}
      @input=${(event: Event) => topUp.setAmount((event.target as HTMLInputElement).value)}
    />
    <p class="problem" id="amount-problem" role="alert">${problem ? problemText(problem, view, chat) : nothing}</p>
    <div class="presets">
      ${presets.map(
        (preset) => html`<button
          type="button"
          aria-pressed=${amount === preset ? 'true' : 'false'}
          ?disabled=${isOpening}
          @click=${() => topUp.setAmount(preset)}
        >${short(preset)}</button>`,
      )}
    </div>
    <div class="actions">
      <button class="primary" type="submit" aria-disabled=${isOpening ? 'true' : 'false'}>
        ${isOpening ? words.opening : format(words.pay, { amount: amount ? view.cost(amount) : '' }, view.tag).trim()}
      </button>
      <button type="button" @click=${() => topUp.close()}>${words.cancel}</button>
    </div>
  </form>`;
}

function problemText(
  problem: NonNullable<TopUp['problem']>,
  { words, tag }: UsageView,
  chat: Locale['chat'],
): string {
  if (problem === 'invalid') {
    const example = (19.99).toLocaleString(tag);
    return format(words.amountInvalid, { example }, tag);
  }
  if (problem === 'checkout_refused') return chat.errors.checkout_refused;
  return problem === 'operator_required' ? words.operatorRequired : words.checkoutFailed;
}

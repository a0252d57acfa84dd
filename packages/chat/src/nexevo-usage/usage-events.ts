/** A payment page is there. `preventDefault()` leaves opening it to the page; it opens in a new tab otherwise. */
export class NexevoCheckoutEvent extends Event {
  /** US dollars, in digits. */
  readonly amount: string;
  /** Where to pay. */
  readonly url: string;
  constructor(amount: string, url: string) {
    super('nexevo-checkout', { bubbles: true, composed: true, cancelable: true });
    this.amount = amount;
    this.url = url;
  }
}

declare global {
  interface HTMLElementEventMap {
    'nexevo-checkout': NexevoCheckoutEvent;
  }
}

import { isServer, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { GetIdentityToken } from '../connection.ts';
import { LocaleController } from '../locale-controller.ts';
import type { UsageStrings } from '../messages/chat-strings.ts';
import type { UsagePanel } from './usage-panel.ts';

/**
 * What the chat costs, for operators: the balance and how to top it up, what was used by day and by tier, and the plan.
 *
 * @tagname nexevo-usage
 * @fires nexevo-checkout - A payment page is there and opens in a new tab; `preventDefault()` leaves that to the page.
 * @csspart card - A card: the balance, the figures, the tiers, the plan.
 * @csspart amount - The balance.
 * @csspart top-up-button - Opens the top-up.
 * @csspart top-up - The top-up: amount, way to the payment page, outcome.
 * @csspart warning - That the balance is low.
 * @csspart days - The choice of 7, 30 or 90 days.
 * @csspart chart - The cost by day.
 * @csspart table - The same as a table; hidden from sight until it is asked for.
 * @csspart tiers - The cost by billing tier.
 * @csspart plan - The plan.
 * @csspart hint - What another plan would save.
 * @cssproperty --nexevo-accent - Buttons, links, the visitor's bubble.
 * @cssproperty --nexevo-accent-text - Text on the accent.
 * @cssproperty [--nexevo-radius=16px] - Corners.
 * @cssproperty --nexevo-font - The font.
 * @cssproperty --nexevo-font-mono - The font of code.
 * @cssproperty [--nexevo-font-size=15px] - The size of text.
 * @cssproperty --nexevo-shadow - Of what floats: the top-up in a bar, the figures at the chart.
 * @cssproperty [--nexevo-duration=0.2s] - How long older figures take to fade.
 * @cssproperty --nexevo-surface - Background.
 * @cssproperty --nexevo-raised - Background of what stands out.
 * @cssproperty --nexevo-text - Text.
 * @cssproperty --nexevo-muted - Quiet text.
 * @cssproperty --nexevo-line - Hairlines.
 * @cssproperty --nexevo-danger - Errors.
 */
export class NexevoUsage extends LitElement {
  /** To a server's renderer of Lit elements it is an empty tag. */
  static override _$litElement$ = !isServer;

  /** @internal */
  readonly locales = new LocaleController(this, { whole: true });
  /** What it shows is a chunk of its own: few pages have this element. */
  #panel: Promise<UsagePanel> | undefined;
  #ready: UsagePanel | undefined;

  /** Address of the proxy. Default: where the script came from. */
  @property() endpoint = '';
  /** How many days back, 1–90. */
  @property({ type: Number }) days = 7;
  /** `balance` fits a header bar. */
  @property({ reflect: true }) view: 'balance' | 'full' = 'full';
  @property({ reflect: true }) theme: 'auto' | 'light' | 'dark' = 'auto';
  /** A language tag. Default: the page's language. */
  @property() locale = '';
  /** Resolves to an operator's JWT from the site's own server. */
  @property({ attribute: false }) getIdentityToken: GetIdentityToken | undefined;
  /** The page's own words. */
  @property({ attribute: false }) strings: Partial<UsageStrings> = {};

  override connectedCallback(): void {
    super.connectedCallback();
    this.#load().catch(() => undefined);
  }

  /** Asks the proxy again. Its answers are at most a minute old. */
  async refresh(): Promise<void> {
    await (await this.#load()).refresh();
  }

  protected override async scheduleUpdate(): Promise<void> {
    await this.locales.ready;
    super.scheduleUpdate();
  }

  protected override render() {
    if (this.#ready) return this.#ready.render();
    // Without its words there is nothing to show; it is drawn again when they may be had.
    this.#load().catch(() => undefined);
    return nothing;
  }

  #load(): Promise<UsagePanel> {
    this.#panel ??= import('./usage-panel.ts').then(async ({ openPanel }) => {
      this.#ready = await openPanel(this);
      this.requestUpdate();
      return this.#ready;
    });
    // Where it could not be had, the next look asks again.
    this.#panel.catch(() => {
      this.#panel = undefined;
    });
    return this.#panel;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'nexevo-usage': NexevoUsage;
  }
}

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Locale } from './messages/chat-strings.ts';
import { en } from './messages/en.ts';
import { loadLocale } from './messages/locales.ts';

type Host = ReactiveControllerHost & HTMLElement & { locale: string };

/** The language of one element: its `locale`, else the page's at that place, else the browser's. */
export class LocaleController implements ReactiveController {
  locale: Locale = en;
  /** The language tag for dates and numbers. */
  tag = 'en';
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    void this.#choose();
  }

  hostUpdate(): void {
    void this.#choose();
  }

  async #choose(): Promise<void> {
    const tag =
      this.#host.locale ||
      this.#host.closest<HTMLElement>('[lang]')?.lang ||
      document.documentElement.lang ||
      navigator.language;
    if (tag === this.tag) return;
    this.tag = tag;
    const locale = await loadLocale(tag);
    // Another language may have been chosen meanwhile.
    if (tag !== this.tag || locale === this.locale) return;
    this.locale = locale;
    this.#host.requestUpdate();
  }
}

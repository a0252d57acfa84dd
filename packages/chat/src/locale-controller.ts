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
  #asked: string | undefined;

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
    if (tag === this.#asked) return;
    this.#asked = tag;
    this.tag = canonical(tag);
    // English stays where a language cannot be fetched.
    const locale = await loadLocale(this.tag).catch(() => en);
    // Another language may have been chosen meanwhile.
    if (tag !== this.#asked || locale === this.locale) return;
    this.locale = locale;
    this.#host.requestUpdate();
  }
}

/** `en_US` is what many systems write; `Intl` throws at it, and at worse. */
function canonical(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag.replaceAll('_', '-'))[0] ?? 'en';
  } catch (error) {
    if (error instanceof RangeError) return 'en';
    throw error;
  }
}

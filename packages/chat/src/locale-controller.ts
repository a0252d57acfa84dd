import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Locale } from './messages/chat-strings.ts';
import { en } from './messages/en.ts';
import { loadLocale } from './messages/locales.ts';
import { languageAround } from './messages/match-locale.ts';

type Host = ReactiveControllerHost & HTMLElement & { locale: string };

/** The language of one element: its `locale`, else the page's at that place, else the browser's. */
export class LocaleController implements ReactiveController {
  /** The words, and the language tag for dates and numbers. Another object whenever they change. */
  current: { locale: Locale; tag: string } = { locale: en, tag: 'en' };
  /** When the language that was asked for last is there, or could not be fetched. */
  ready: Promise<void> | undefined;
  readonly #host: Host;
  #asked: string | undefined;
  #pageLanguage: MutationObserver | undefined;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.hostUpdate();
    // A page that changes its language takes the chat along.
    this.#pageLanguage = new MutationObserver(() => this.hostUpdate());
    this.#pageLanguage.observe(document, { subtree: true, attributeFilter: ['lang'] });
  }

  hostDisconnected(): void {
    this.#pageLanguage?.disconnect();
  }

  hostUpdate(): void {
    const wanted = this.#host.locale || languageAround(this.#host);
    if (wanted !== this.#asked) this.ready = this.#choose(wanted);
  }

  async #choose(wanted: string): Promise<void> {
    this.#asked = wanted;
    // What is shown stays where a language cannot be fetched.
    const found = await loadLocale(wanted).catch(() => this.current);
    // Another language may have been chosen meanwhile.
    if (wanted !== this.#asked) return;
    this.current = found;
    this.#host.requestUpdate();
  }
}

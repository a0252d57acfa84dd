import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Locale } from './messages/chat-strings.ts';
import { en } from './messages/en.ts';
import { loadLocale } from './messages/locales.ts';

type Host = ReactiveControllerHost & HTMLElement & { locale: string };

/** The language of one element: its `locale`, else the page's at that place, else the browser's. */
export class LocaleController implements ReactiveController {
  /** The words, and the language tag for dates and numbers. Another object whenever they change. */
  current: { locale: Locale; tag: string } = { locale: en, tag: 'en' };
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
    const wanted =
      this.#host.locale ||
      this.#host.closest<HTMLElement>('[lang]')?.lang ||
      document.documentElement.lang ||
      navigator.language;
    if (wanted === this.#asked) return;
    this.#asked = wanted;
    // What is shown stays where a language cannot be fetched.
    const found = await loadLocale(wanted).catch(() => this.current);
    // Another language may have been chosen meanwhile.
    if (wanted !== this.#asked) return;
    this.current = found;
    this.#host.requestUpdate();
  }
}

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { patience } from './ask-patiently.ts';
import type { Locale } from './messages/chat-strings.ts';
import { firstLocale } from './messages/first-locale.ts';
import { languageAround } from './messages/language-around.ts';

/** All other tags, and what is none, are read by the chunk that knows them. */
const english = /^en(?:[-_][a-z]{2})?$/i;

type Host = ReactiveControllerHost & HTMLElement & { locale: string };

/** The language of one element: its `locale`, else the page's at that place, else the browser's. */
export class LocaleController implements ReactiveController {
  /** The words, and the language tag for dates and numbers. Another object whenever they change. */
  current: { locale: Locale; tag: string } = { locale: firstLocale, tag: 'en' };
  /** When the language that was asked for last is there, or could not be fetched. */
  ready: Promise<void> | undefined;
  readonly #host: Host;
  readonly #whole: boolean;
  #asked: string | undefined;
  #pageLanguage: MutationObserver | undefined;
  /** Longer each time: words that a newer version has replaced never come. */
  #patience = patience;

  /** `whole`: the words of a first chat are of no use to it. */
  constructor(host: Host, { whole = false } = {}) {
    this.#host = host;
    this.#whole = whole;
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
    if (wanted === this.#asked) return;
    this.#asked = wanted;
    this.ready = undefined;
    if (english.test(wanted) && !this.#whole)
      this.#show({ locale: firstLocale, tag: wanted.replace('_', '-') });
    else void this.complete();
  }

  /** Resolves when all words are there, and not only those of a first chat. */
  complete(): Promise<void> {
    this.ready ??= this.#load(this.#asked ?? 'en');
    return this.ready;
  }

  async #load(wanted: string): Promise<void> {
    // What is shown stays where a language cannot be fetched, and is all there is.
    const found = await load(wanted).catch(() => {
      // Who still needs them then asks again; at once it would be with every drawing.
      setTimeout(() => {
        if (wanted !== this.#asked) return;
        this.ready = undefined;
        this.#show({ ...this.current });
      }, this.#patience);
      this.#patience = Math.min(2 * this.#patience, 60_000);
      return { ...this.current };
    });
    // Another language may have been chosen meanwhile.
    if (wanted === this.#asked) this.#show(found);
  }

  #show(locale: LocaleController['current']): void {
    this.current = locale;
    this.#host.requestUpdate();
  }
}

async function load(wanted: string): Promise<LocaleController['current']> {
  if (!english.test(wanted)) return (await import('./messages/locales.ts')).loadLocale(wanted);
  const { en } = await import('./messages/en.ts');
  return { locale: en, tag: wanted.replace('_', '-') };
}

import type { MessageContext, WidgetConfig } from '@nexevo/protocol';
import { isServer, LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import type { GetIdentityToken } from '../connection.ts';
import { LocaleController } from '../locale-controller.ts';
import type { ChatStringOverrides, ChatStrings } from '../messages/chat-strings.ts';
import { askingFor, firstLocale, overrideStrings } from '../messages/locales.ts';
import type { Handoff } from './handoff.ts';
import type { Prompt } from './welcome.ts';

/** What a page can set on `<nexevo-chat>`. */
export class ChatSettings extends LitElement {
  /** What it shows depends on the visitor's browser: to a server's renderer of Lit elements it is an empty tag. */
  static override _$litElement$ = !isServer;

  readonly #locale = new LocaleController(this);

  /** Address of the proxy. Default: where the script came from. */
  @property() endpoint = '';
  @property({ reflect: true }) mode: 'inline' | 'bubble' | 'fullscreen' = 'inline';
  /** The conversation to show. Default: the one this browser showed last. */
  @property({ attribute: 'conversation-id' }) conversationId = '';
  /** A language tag. Default: the page's language. */
  @property() locale = '';
  @property({ reflect: true }) theme: 'auto' | 'light' | 'dark' = 'auto';
  @property() heading = '';
  @property() greeting = '';
  @property() placeholder = '';
  @property() disclaimer = '';
  @property({ attribute: 'privacy-url' }) privacyUrl = '';
  @property({ type: Boolean, attribute: 'hide-history' }) hideHistory = false;
  /** Suggestions on the empty chat. */
  @property({ attribute: false }) prompts: readonly Prompt[] = [];
  /** Tags offered with a vote. Default: the proxy's. */
  @property({ attribute: false }) feedbackTags: WidgetConfig['feedback_tags'] | undefined;
  /** For signed-in visitors: resolves to a JWT from the site's own server. */
  @property({ attribute: false }) getIdentityToken: GetIdentityToken | undefined;
  /** Hosts whose pictures replies may show; all others become links. A host learns who is reading. */
  @property({ attribute: false }) imageHosts: readonly string[] = [];
  /** Draws code of a fence language in place of its text, once it is complete. */
  @property({ attribute: false }) blockRenderers: Readonly<Record<string, (text: string) => Node>> =
    {};
  /** What the page tells beside each message; only keys that the operator allows are sent. */
  @property({ attribute: false }) context: MessageContext | (() => MessageContext) | undefined;
  /** A way to a person, shown on request and where the chat is closed. */
  @property({ attribute: false }) handoff: Handoff | undefined;
  /** The page's own words. */
  @property({ attribute: false }) strings: ChatStringOverrides = {};

  #words: { from: object; own: ChatStringOverrides; merged: ChatStrings } | undefined;

  /** Nobody sees the chat in one language, and then in another. */
  protected override async scheduleUpdate(): Promise<void> {
    await this.#locale.ready;
    super.scheduleUpdate();
  }

  protected get direction(): 'ltr' | 'rtl' {
    return this.#locale.current.locale.direction;
  }

  /**
   * The words of the chat's language, with the page's own in their place. Of English only those of a first chat are
   * there from the start; the first look at another one fetches all, and the chat is drawn again.
   */
  protected words(): ChatStrings {
    const from = this.#locale.current;
    if (this.#words?.from !== from || this.#words.own !== this.strings) {
      this.#words = { from, own: this.strings, merged: this.#merge(from) };
    }
    return this.#words.merged;
  }

  /** All words, for those who need them at once. */
  protected async allWords(): Promise<ChatStrings> {
    await this.#locale.complete();
    return this.words();
  }

  #merge(from: LocaleController['current']): ChatStrings {
    const words = overrideStrings(from, this.strings);
    if (from.locale !== firstLocale) return words;
    const ask = () => void this.#locale.complete();
    const { incomplete, errors } = words;
    return askingFor(
      { ...words, incomplete: askingFor(incomplete, ask), errors: askingFor(errors, ask) },
      ask,
    );
  }
}

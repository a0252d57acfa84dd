import type { MessageContext, WidgetConfig } from '@nexevo/protocol';
import { isServer, LitElement, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type { GetIdentityToken } from '../connection.ts';
import { LocaleController } from '../locale-controller.ts';
import type { ChatStringOverrides, ChatStrings } from '../messages/chat-strings.ts';
import { askingFor, firstLocale, overrideStrings } from '../messages/first-locale.ts';
import type { Handoff } from './handoff.ts';
import { soundPrompts, soundTags } from './sound-settings.ts';
import type { Prompt } from './welcome.ts';

/**
 * What a page can set on `<nexevo-chat>`.
 *
 * @csspart frame - Everything but the launcher.
 * @csspart header - The row at the top.
 * @csspart heading - The title.
 * @csspart history - The list of conversations.
 * @csspart history-button - Shows and hides the list.
 * @csspart new-button - Begins a new chat.
 * @csspart menu-button - Opens the menu.
 * @csspart menu - The menu.
 * @csspart menu-item - An entry of the menu.
 * @csspart dialog - About deleting the visitor's data.
 * @csspart close-button - Closes a bubble that covers the page.
 * @csspart conversation - A row of the list.
 * @csspart search - The field that searches the list.
 * @csspart row-menu - The menu of a row.
 * @csspart toast - What the list says for a moment, such as how to undo.
 * @csspart transcript - The messages.
 * @csspart welcome - What an empty chat shows.
 * @csspart greeting - The greeting on an empty chat.
 * @csspart prompts - The suggestions.
 * @csspart prompt - A suggestion.
 * @csspart message - A message.
 * @csspart user-message - A message of the visitor's.
 * @csspart assistant-message - A reply.
 * @csspart day - The date between messages of two days.
 * @csspart mark - That a reply stopped short.
 * @csspart continue - The button beside that mark.
 * @csspart error - What went wrong.
 * @csspart handoff - The way to a person.
 * @csspart actions - The row below a message.
 * @csspart versions - ‹ 2/3 › in that row.
 * @csspart usage - What a reply took, in that row.
 * @csspart editor - A question that is being edited.
 * @csspart reasoning - What a model thought aloud: a `details`.
 * @csspart thumb - 👍 and 👎.
 * @csspart code - A block of code.
 * @csspart feedback - The form of a vote.
 * @csspart chip - A tag of a vote.
 * @csspart jump - The way back to the latest message.
 * @csspart connection - That the connection is lost.
 * @csspart composer - Where the visitor writes.
 * @csspart input - Its text field.
 * @csspart send - Its button.
 * @csspart stop - The same while a reply is written.
 * @csspart disclaimer - That an AI answers and may be wrong.
 * @csspart launcher - The round button of a bubble.
 * @csspart badge - How many replies are unread.
 * @csspart proactive - The words beside the launcher.
 * @cssproperty --nexevo-accent - Buttons, links, the visitor's bubble.
 * @cssproperty --nexevo-accent-text - Text on the accent.
 * @cssproperty [--nexevo-radius=16px] - Corners.
 * @cssproperty --nexevo-font - The font.
 * @cssproperty --nexevo-font-mono - The font of code.
 * @cssproperty [--nexevo-font-size=15px] - The size of text.
 * @cssproperty [--nexevo-space=22px] - Between messages.
 * @cssproperty --nexevo-shadow - Of what floats: the bubble, menus, dialogs.
 * @cssproperty [--nexevo-duration=0.2s] - How long what comes in takes; with 0s it is there at once.
 * @cssproperty --nexevo-surface - Background.
 * @cssproperty --nexevo-raised - Background of what stands out.
 * @cssproperty --nexevo-bubble - Background of the visitor's messages.
 * @cssproperty --nexevo-text - Text.
 * @cssproperty --nexevo-muted - Quiet text.
 * @cssproperty --nexevo-line - Hairlines.
 * @cssproperty --nexevo-danger - Errors.
 * @cssproperty --nexevo-code-comment - Comments in code.
 * @cssproperty --nexevo-code-keyword - Keywords in code.
 * @cssproperty --nexevo-code-string - Texts in code.
 * @cssproperty --nexevo-code-number - Numbers in code.
 * @cssproperty --nexevo-code-type - Types in code.
 * @cssproperty --nexevo-code-name - Names in code.
 * @cssproperty --nexevo-code-inserted - Added lines of a diff.
 * @cssproperty --nexevo-code-deleted - Removed lines of a diff.
 * @cssproperty [--nexevo-z-index=2147483000] - Of the bubble and of full screen.
 */
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
  /** Suggestions on the empty chat; a text alone is label and prompt. */
  @property({ attribute: false }) prompts: readonly (Prompt | string)[] = [];
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

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('prompts')) this.prompts = soundPrompts(this.prompts);
    this.feedbackTags = soundTags(this.feedbackTags);
  }

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

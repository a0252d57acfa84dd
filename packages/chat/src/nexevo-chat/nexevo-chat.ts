import type { Conversation } from '@nexevo/protocol';
import { html, nothing, type PropertyValues } from 'lit';
import { query, state } from 'lit/decorators.js';
import type { Session } from '../api/session.ts';
import { emptyConversation } from '../conversation.ts';
import * as events from '../events.ts';
import type { ChatStrings } from '../messages/chat-strings.ts';
import type { TabHint } from '../tab-hints.ts';
import type { Thread } from '../thread.ts';
import type { ThreadFact } from '../thread-facts.ts';
import { ConnectionController } from './connection-controller.ts';
import { ConversationElement } from './conversation-element.ts';
import { announcementAfter, announcementOf, eventOf, isTrouble } from './fact-events.ts';
import { focusDrawer, loadHistory, loadMenu, renderFrame } from './frame.ts';
import type { NexevoChatHistory } from './history.ts';
import { answerAsk } from './message-asks.ts';
import type { MessageAsk } from './message-view.ts';
import { chatStyles } from './styles/chat-styles.ts';
import { WidthController } from './width-controller.ts';

/**
 * A chat with an LLM through a Nexevo proxy.
 *
 * @tagname nexevo-chat
 * @slot heading - In place of the title.
 * @slot header-end - Beside the new-chat button.
 * @slot welcome - In place of the greeting on an empty chat.
 * @fires nexevo-ready - The element has rendered.
 * @fires nexevo-before-send - Cancelable.
 * @fires nexevo-send - A message was stored.
 * @fires nexevo-reply-start - The first text of a reply is there.
 * @fires nexevo-reply-end - A reply is over.
 * @fires nexevo-feedback - A vote was stored.
 * @fires nexevo-handoff - Cancelable: the visitor asks for a person.
 * @fires nexevo-conversation-change - Another conversation is shown.
 * @fires nexevo-open - The bubble was opened.
 * @fires nexevo-close - The bubble was closed.
 * @fires nexevo-error - Something failed.
 */
export class NexevoChat extends ConversationElement {
  static override styles = chatStyles;

  readonly #width = new WidthController(this);
  readonly #line = new ConnectionController(this, {
    isLost: () => this.threads.isLost,
    onChange: (trouble) => this.#announce(this.words()[trouble ?? 'online']),
  });

  /** `undefined`: open where there is room for it. */
  @state() private historyOpen: boolean | undefined;
  @state() private menuOpen = false;
  @state() private announcement = '';

  @query('nexevo-chat-history') private history!: NexevoChatHistory | null;
  #historyShown = false;
  /** A key has asked for it, and it has not come. */
  #asked: Session | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    // A bubble that nobody has opened stores nothing and asks nobody.
    if (this.mode === 'bubble' && !this.open && !this.awake) return;
    if (!this.awake || changed.has('endpoint') || changed.has('getIdentityToken')) {
      this.connect();
    } else if (changed.has('conversationId') && this.conversationId) {
      void this.read(this.conversationId);
    }
  }

  protected override firstUpdated(): void {
    this.dispatchEvent(new events.NexevoReadyEvent());
  }

  protected override render() {
    const strings = this.words();
    return html`${this.awake ? this.#renderFrame(strings) : nothing}
    ${this.mode === 'bubble' ? this.overPage!.renderLauncher({ chat: this, strings, unread: this.unread }) : nothing}`;
  }

  #renderFrame(strings: ChatStrings) {
    const thread = this.threads.current;
    const historyOpen = !this.hideHistory && (this.historyOpen ?? this.#width.wide);
    if (historyOpen && !this.#historyShown) loadHistory();
    this.#historyShown = historyOpen;
    return renderFrame({
      chat: this,
      strings,
      direction: this.direction,
      connection: this.connection,
      conversation: thread?.state ?? emptyConversation,
      wide: this.#width.wide,
      historyOpen,
      menuOpen: this.menuOpen,
      announcement: this.announcement,
      onAnnounce: (words) => this.#announce(words),
      trouble: this.#line.trouble,
      onMenu: async (open) => {
        if (open) {
          loadMenu();
          // Its words are not those of a first chat.
          await this.allWords();
        }
        this.menuOpen = open;
      },
      onHandoff: (click) => {
        if (!this.dispatchEvent(new events.NexevoHandoffEvent())) click.preventDefault();
      },
      onHistory: this.#onHistory,
      onClose: () => this.hide(),
      onNew: () => this.#afterPick(() => this.newConversation()),
      onOpen: ({ id }) => this.#afterPick(() => this.openConversation(id)),
      onChanged: this.#onChanged,
      onRemoved: this.#onRemoved,
      onPrompt: ({ prompt }) => this.send(prompt) && this.focusComposer(),
      onSend: this.#onSend,
      onStop: () => this.stop(),
      onTyping: this.#onTyping,
      onMessage: this.#onMessage,
      onEditLast: () => this.transcript?.editLast(),
      onOlder: () => this.transcript?.scrolling.hold(() => thread!.loadOlder()),
      onReload: () => this.read(this.threads.current?.loadingId ?? ''),
    });
  }

  /** On a narrow chat the list lies over the conversation, and goes when one is chosen. */
  #afterPick(pick: () => unknown): void {
    if (!this.#width.wide) this.historyOpen = undefined;
    void pick();
    this.focusComposer();
  }

  protected override async onFact(thread: Thread, fact: ThreadFact): Promise<void> {
    const event = eventOf(fact);
    if (event) this.dispatchEvent(event);
    if (fact.type === 'reply-end' && this.mode === 'bubble' && !this.open) this.unread += 1;
    const shown = thread === this.threads.current;
    if (fact.type === 'text' && shown) this.transcript?.write(thread.state, fact.message);
    if (fact.type === 'change' || fact.type === 'text') return;
    const { conversation } = thread.state;
    // Not there yet, the list will ask the proxy anyway.
    if (conversation && fact.type !== 'reply-start') this.history?.put?.(conversation);
    if (!shown) return;
    if (fact.type === 'accepted' && fact.isNew) {
      this.dispatchEvent(new events.NexevoConversationChangeEvent(thread.id ?? null));
    }
    this.#announce(announcementOf(fact, isTrouble(fact) ? await this.allWords() : this.words()));
  }

  #onHistory = async () => {
    this.historyOpen = !(this.historyOpen ?? this.#width.wide);
    await this.updateComplete;
    if (!this.#width.wide) focusDrawer(this.renderRoot, this.historyOpen);
  };

  #onChanged = (conversation: Conversation) => {
    const thread = this.threads.current;
    if (thread?.id === conversation.id) thread.dispatch({ type: 'renamed', conversation });
    this.threads.tellTabs({ id: conversation.id });
  };

  #onRemoved = ({ id }: Conversation) => {
    this.#drop(id);
    this.threads.tellTabs({ id, gone: true });
  };

  #drop(id: string): void {
    const shown = this.threads.current?.id === id;
    this.threads.drop(id);
    if (shown) this.dispatchEvent(new events.NexevoConversationChangeEvent(null));
  }

  protected override onHint({ id, gone }: TabHint): void {
    if (!id) this.startOver();
    else if (gone) this.#drop(id);
    this.history?.refresh?.();
  }

  #onSend = (text: string) => {
    if (this.send(text)) {
      this.composer!.value = '';
      this.keepDraft('');
    }
    this.composer!.focus({ preventScroll: true });
  };

  /** A key asks for a session, which tells how long a message may be, where that is not known or has changed. */
  #onTyping = () => {
    this.keepDraft(this.composer!.value);
    const session = this.connection?.client.session;
    if (!session || session.isCurrent || session === this.#asked) return;
    this.#asked = session;
    session.token().then(
      () => {
        this.#asked = undefined;
        this.requestUpdate();
      },
      // Sending tries again, and says what is wrong; not every key does.
      () => undefined,
    );
  };

  #onMessage = async (ask: MessageAsk) => {
    const thread = this.threads.current!;
    const strings = this.words();
    if (ask.type === 'drop') {
      this.connection!.texts.drop(ask.message.id);
      if (ask.again) this.takeBack(ask.message.text);
    }
    const { asked, event, said } = await answerAsk(ask, {
      thread,
      strings,
      send: (text, edits) => this.ask(text, edits),
    });
    if (event) this.dispatchEvent(event);
    // A vote and the choice of a version have no run that would tell.
    if (!asked) this.threads.tellTabs({ id: thread.id! });
    // What failed was told before, in words that had to come.
    if (said && !event) await this.allWords();
    this.#announce(said);
    if (!asked) return;
    this.toEnd();
    this.focusComposer();
  };

  #announce(words: string | undefined): void {
    this.announcement = announcementAfter(this.announcement, words);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'nexevo-chat': NexevoChat;
  }
}

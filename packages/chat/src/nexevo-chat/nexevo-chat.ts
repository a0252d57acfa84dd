import type { Conversation, Feedback } from '@nexevo/protocol';
import { html, nothing, type PropertyValues } from 'lit';
import { query, state } from 'lit/decorators.js';
import { type Connection, connect } from '../connection.ts';
import { emptyConversation, type ThreadMessage } from '../conversation.ts';
import { resolveEndpoint } from '../endpoint.ts';
import * as events from '../events.ts';
import type { ChatStrings } from '../messages/chat-strings.ts';
import type { Thread } from '../thread.ts';
import type { ThreadFact } from '../thread-facts.ts';
import { BubbleElement } from './bubble-element.ts';
import { announcementAfter, announcementOf, eventOf, isTrouble } from './fact-events.ts';
import { focusDrawer, renderFrame } from './frame.ts';
import type { NexevoChatHistory } from './history.ts';
import { renderLauncher } from './launcher.ts';
import { chatStyles } from './styles/chat-styles.ts';
import { ThreadsController } from './threads-controller.ts';
import type { NexevoChatTranscript } from './transcript.ts';
import { WidthController } from './width-controller.ts';

/**
 * A chat with an LLM through a Nexevo proxy.
 *
 * @slot heading - In place of the title.
 * @slot header-end - Beside the new-chat button.
 * @slot welcome - In place of the greeting on an empty chat.
 * @fires nexevo-ready - The element has rendered.
 * @fires nexevo-before-send - Cancelable.
 * @fires nexevo-send - A message was stored.
 * @fires nexevo-reply-start - The first text of a reply is there.
 * @fires nexevo-reply-end - A reply is over.
 * @fires nexevo-feedback - A vote was stored.
 * @fires nexevo-conversation-change - Another conversation is shown.
 * @fires nexevo-open - The bubble was opened.
 * @fires nexevo-close - The bubble was closed.
 * @fires nexevo-error - Something failed.
 */
export class NexevoChat extends BubbleElement {
  static override styles = chatStyles;

  readonly #width = new WidthController(this);
  readonly #threads = new ThreadsController(this, (thread, fact) => this.#onFact(thread, fact));

  /** `undefined`: open where there is room for it. */
  @state() private historyOpen: boolean | undefined;
  @state() private announcement = '';
  @state() private connection: Connection | undefined;

  @query('nexevo-chat-transcript') private transcript!: NexevoChatTranscript | null;
  @query('nexevo-chat-history') private history!: NexevoChatHistory | null;
  #awake = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    // A bubble that nobody has opened stores nothing and asks nobody.
    if (this.mode === 'bubble' && !this.open && !this.#awake) return;
    if (!this.#awake || changed.has('endpoint') || changed.has('getIdentityToken')) {
      this.#awake = true;
      this.#connect();
    } else if (changed.has('conversationId') && this.conversationId) {
      void this.#open(this.conversationId);
    }
  }

  protected override firstUpdated(): void {
    this.dispatchEvent(new events.NexevoReadyEvent());
  }

  /** Sends a message as if the visitor had; `false` when it cannot be sent now. */
  send(text: string): boolean {
    const thread = this.#threads.current;
    const { status, run } = thread?.state ?? emptyConversation;
    if (!thread || run || !text.trim() || status === 'loading' || status === 'failed') return false;
    if (!this.dispatchEvent(new events.NexevoBeforeSendEvent(text))) return false;
    thread.send(text.trim());
    this.#toEnd();
    return true;
  }

  /** Ends the reply that is being written; what has arrived is kept. */
  async stop(): Promise<void> {
    await this.#threads.current?.stop();
  }

  newConversation(): void {
    const before = this.#threads.current?.id;
    this.#threads.startNew();
    if (before) this.dispatchEvent(new events.NexevoConversationChangeEvent(null));
  }

  async openConversation(id: string): Promise<void> {
    const before = this.#threads.current?.id;
    await this.#open(id);
    const now = this.#threads.current?.id;
    if (now && now !== before) this.dispatchEvent(new events.NexevoConversationChangeEvent(now));
  }

  /** Log-out: forgets everything local and starts as a new visitor. */
  reset(): void {
    this.connection?.client.session.forget();
    this.connection?.memory.set('conversation', undefined);
    this.conversationId = '';
    this.#connect();
    this.setDraft('');
  }

  protected override render() {
    const strings = this.words();
    return html`${this.#awake ? this.#renderFrame(strings) : nothing}
    ${this.mode === 'bubble' ? renderLauncher({ strings, open: this.open, onToggle: () => this.toggle() }) : nothing}`;
  }

  #renderFrame(strings: ChatStrings) {
    const thread = this.#threads.current;
    return renderFrame({
      chat: this,
      strings,
      direction: this.direction,
      connection: this.connection,
      conversation: thread?.state ?? emptyConversation,
      wide: this.#width.wide,
      historyOpen: !this.hideHistory && (this.historyOpen ?? this.#width.wide),
      announcement: this.announcement,
      onAnnounce: (words) => {
        this.announcement = announcementAfter(this.announcement, words);
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
      onRetry: this.#onRetry,
      onRate: this.#onRate,
      onOlder: () => this.transcript?.scrolling.hold(() => thread!.loadOlder()),
      onReload: () => this.#open(this.#threads.current?.loadingId ?? ''),
    });
  }

  #connect(): void {
    const endpoint = resolveEndpoint(this.endpoint);
    this.connection = endpoint ? connect(endpoint, this.getIdentityToken) : undefined;
    this.#threads.use(this.connection);
    if (!this.connection) {
      // biome-ignore lint/suspicious/noConsole: the page's author has to see it.
      console.error(
        '<nexevo-chat> needs the attribute "endpoint": the address of your Nexevo proxy.',
      );
      return;
    }
    const id = this.conversationId || this.#threads.rememberedId;
    if (id) void this.#restore(id);
  }

  /** Back after a reload. What is gone by now makes place for a new chat. */
  async #restore(id: string): Promise<void> {
    await this.#open(id);
    if (this.#threads.current?.state.problem?.code === 'not_found') this.#threads.startNew();
  }

  async #open(id: string): Promise<void> {
    const opening = this.#threads.open(id);
    this.#toEnd();
    await opening;
    this.#toEnd();
  }

  #toEnd(): void {
    void this.updateComplete.then(() => this.transcript?.scrolling.toEnd());
  }

  /** On a narrow chat the list lies over the conversation, and goes when one is chosen. */
  #afterPick(pick: () => unknown): void {
    if (!this.#width.wide) this.historyOpen = undefined;
    void pick();
    this.focusComposer();
  }

  async #onFact(thread: Thread, fact: ThreadFact): Promise<void> {
    const event = eventOf(fact);
    if (event) this.dispatchEvent(event);
    const shown = thread === this.#threads.current;
    if (fact.type === 'text' && shown) this.transcript?.write(thread.state, fact.message);
    if (fact.type === 'change' || fact.type === 'text') return;
    const { conversation } = thread.state;
    // Not there yet, the list will ask the proxy anyway.
    if (conversation && fact.type !== 'reply-start') this.history?.put?.(conversation);
    if (!shown) return;
    if (fact.type === 'accepted' && fact.isNew) {
      this.dispatchEvent(new events.NexevoConversationChangeEvent(thread.id ?? null));
    }
    const words = isTrouble(fact) ? await this.allWords() : this.words();
    this.announcement = announcementAfter(this.announcement, announcementOf(fact, words));
  }

  #onHistory = async () => {
    this.historyOpen = !(this.historyOpen ?? this.#width.wide);
    await this.updateComplete;
    if (!this.#width.wide) focusDrawer(this.renderRoot, this.historyOpen);
  };

  #onChanged = (conversation: Conversation) => {
    const thread = this.#threads.current;
    if (thread?.id === conversation.id) thread.dispatch({ type: 'renamed', conversation });
  };

  #onRemoved = ({ id }: Conversation) => {
    const shown = this.#threads.current?.id === id;
    this.#threads.drop(id);
    if (shown) this.dispatchEvent(new events.NexevoConversationChangeEvent(null));
  };

  #onSend = (text: string) => {
    if (this.send(text)) this.composer!.value = '';
    this.composer!.focus({ preventScroll: true });
  };

  /** The first key asks for a session, which tells how long a message may be. */
  #onTyping = () => {
    const session = this.connection?.client.session;
    if (session && !session.config)
      session.token().then(
        () => this.requestUpdate(),
        // Sending tries again, and says what is wrong.
        () => undefined,
      );
  };

  #onRetry = ({ role, id, text }: ThreadMessage) => {
    const thread = this.#threads.current;
    if (role === 'user') thread?.send(text, id);
    else thread?.regenerate(id);
    this.#toEnd();
    this.focusComposer();
  };

  #onRate = async (messageId: string, feedback: Feedback) => {
    const stored = await this.#threads.current?.rate(messageId, feedback);
    if (stored) this.dispatchEvent(new events.NexevoFeedbackEvent(messageId, feedback));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'nexevo-chat': NexevoChat;
  }
}

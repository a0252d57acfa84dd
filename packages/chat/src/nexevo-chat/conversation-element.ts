import { query, state } from 'lit/decorators.js';
import { LocalMemory } from '../api/local-memory.ts';
import { type Connection, connect } from '../connection.ts';
import { contextOf } from '../context-of.ts';
import { emptyConversation } from '../conversation.ts';
import { resolveEndpoint } from '../endpoint.ts';
import { NexevoBeforeSendEvent, NexevoConversationChangeEvent } from '../events.ts';
import { keptPlace } from '../kept-place.ts';
import type { TabHint } from '../tab-hints.ts';
import type { Thread } from '../thread.ts';
import type { ThreadFact } from '../thread-facts.ts';
import { BubbleElement } from './bubble-element.ts';
import type { TranscriptFormat } from './menu/export-transcript.ts';
import { ThreadsController } from './threads-controller.ts';
import type { NexevoChatTranscript } from './transcript.ts';

/** What a page can do with the conversations of `<nexevo-chat>`. */
export abstract class ConversationElement extends BubbleElement {
  protected readonly threads = new ThreadsController(this, {
    onFact: (thread, fact) => {
      // What was typed meanwhile belongs to the conversation that has come about.
      if (fact.type === 'accepted' && thread === this.threads.current && fact.isNew)
        this.#moveDraft(thread.id!);
      this.onFact(thread, fact);
    },
    onHint: (hint) => this.onHint(hint),
  });

  /** Whose draft is in the composer. */
  #drafted: Thread | undefined;
  /** As it was kept, or found, last. */
  #draft = '';

  /** Where the visitor was, at which proxy, when the element came to the page. */
  #found: [endpoint?: string, place?: string | undefined] = [];

  @state() protected connection: Connection | undefined;
  @query('nexevo-chat-transcript') protected transcript!: NexevoChatTranscript | null;
  /** Whether it was connected once: a bubble is when somebody opens it, or its page asks something of it. */
  protected awake = false;

  /** Until it is drawn, another chat on the page may have begun a conversation. */
  override connectedCallback(): void {
    super.connectedCallback();
    const endpoint = resolveEndpoint(this.endpoint);
    this.#found = [endpoint, keptPlace(new LocalMemory(endpoint))];
  }

  /** Sends a message as if the visitor had; `false` when it cannot be sent now. */
  send(text: string): boolean {
    return this.ask(text);
  }

  /** `edits`: the question in whose place it is asked. */
  protected ask(text: string, edits?: string): boolean {
    const thread = this.#wake();
    const { status, run } = thread?.state ?? emptyConversation;
    if (!thread || run || !text.trim() || status === 'loading' || status === 'failed') return false;
    if (!this.dispatchEvent(new NexevoBeforeSendEvent(text))) return false;
    thread.send(text.trim(), { edits, context: contextOf(this) });
    this.toEnd();
    return true;
  }

  /** Ends the reply that is being written; what has arrived is kept. What waits for the connection is a draft again. */
  async stop(): Promise<void> {
    const text = this.threads.withdraw();
    if (text !== undefined) return this.takeBack(text);
    await this.threads.current?.stop();
  }

  newConversation(): void {
    const before = this.#wake()?.id;
    this.threads.startNew();
    if (before) this.dispatchEvent(new NexevoConversationChangeEvent(null));
  }

  async openConversation(id: string): Promise<void> {
    const before = this.#wake()?.id;
    await this.read(id);
    const now = this.threads.current?.id;
    if (now && now !== before) this.dispatchEvent(new NexevoConversationChangeEvent(now));
  }

  /** The shown conversation as text, from its first message on. */
  async exportTranscript(format: TranscriptFormat = 'markdown'): Promise<string> {
    const { exportTranscript } = await import('./menu/export-transcript.ts');
    const { client } = this.connection ?? {};
    const { state } = this.threads.current ?? {};
    const source = {
      client,
      state: state ?? emptyConversation,
      strings: await this.allWords(),
    };
    return exportTranscript(format, source);
  }

  /** Log-out: forgets everything local and starts as a new visitor. */
  reset(): void {
    new LocalMemory(resolveEndpoint(this.endpoint)).forgetAll();
    this.startOver();
    this.threads.tellTabs({ gone: true });
  }

  /** Nothing of this visitor stays here. What the browser keeps by now may be of the next one, who is in another tab. */
  protected startOver(): void {
    // Another tab has, and its message may have overtaken that.
    this.connection?.client.session.forget();
    this.conversationId = '';
    this.newConversation();
    this.#draft = '';
    super.setDraft('');
    this.connect();
  }

  /** Puts a text into the composer, and keeps it. */
  override setDraft(text: string): void {
    this.#wake();
    this.keepDraft(text);
    super.setDraft(text);
  }

  /** What has not arrived is a draft again, before what is typed already. */
  protected takeBack(text: string): void {
    this.setDraft([text, this.composer?.value].filter(Boolean).join('\n'));
  }

  /** What is typed is kept with its conversation until it is sent. */
  protected keepDraft(text: string): void {
    this.connection?.texts.setDraft(this.threads.shownId, text, this.#draft);
    this.#draft = text;
  }

  protected override updated(): void {
    const { current } = this.threads;
    const { texts } = this.connection ?? {};
    // Whose drafts these are may have to be found out first.
    if (!texts || texts.isWaited || current === this.#drafted) return;
    const first = this.#drafted === undefined;
    this.#drafted = current;
    const draft = texts.draft(this.threads.shownId);
    // A page may have put a text there before.
    if (!draft && first) return;
    this.#draft = draft;
    super.setDraft(draft);
  }

  #moveDraft(id: string): void {
    const { texts } = this.connection!;
    texts.setDraft('', '', this.#draft);
    texts.setDraft(id, this.#draft);
  }

  /** The thread on the screen. A bubble that nobody has opened has one from now on. */
  #wake(): Thread | undefined {
    if (!this.awake && this.hasUpdated) this.connect();
    return this.threads.current;
  }

  protected connect(): void {
    this.awake = true;
    const endpoint = resolveEndpoint(this.endpoint);
    this.connection = endpoint ? connect(endpoint, this.getIdentityToken) : undefined;
    this.threads.use(this.connection);
    if (!this.connection) {
      // biome-ignore lint/suspicious/noConsole: the page's author has to see it.
      console.error('<nexevo-chat> needs "endpoint", the address of your proxy.');
      return;
    }
    const [at, found] = this.hasUpdated ? [] : this.#found;
    const id = this.conversationId || (at === endpoint ? found : keptPlace(this.connection.memory));
    if (id) void this.#restore(id);
  }

  /** Back after a reload. What is gone by now makes place for a new chat. */
  async #restore(id: string): Promise<void> {
    await this.read(id);
    if (this.threads.current?.state.problem?.code === 'not_found') this.threads.startNew();
  }

  protected async read(id: string): Promise<void> {
    const opening = this.threads.open(id);
    this.toEnd();
    await opening;
    this.toEnd();
  }

  protected toEnd(): void {
    void this.updateComplete.then(() => this.transcript?.scrolling.toEnd());
  }

  /** Another tab has changed a conversation. */
  protected abstract onHint(hint: TabHint): void;

  /** Something happened in a thread, the shown one or another. */
  protected abstract onFact(thread: Thread, fact: ThreadFact): unknown;
}

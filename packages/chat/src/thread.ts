import type { Feedback } from '@nexevo/protocol';
import { ChatError, toChatError } from './api/errors.ts';
import type { ProxyClient } from './api/proxy-client.ts';
import { type RunStreamEvent, readRun, rest, standardBackoff } from './api/run-stream.ts';
import { createClientId } from './client-id.ts';
import { requestOf, type Sending } from './conversation/message-request.ts';
import { positionIn } from './conversation/position-in.ts';
import { problemOf } from './conversation/problem-of.ts';
import {
  type ConversationEvent,
  type ConversationState,
  emptyConversation,
  type Problem,
  type RepeatMode,
  reduceConversation,
} from './conversation.ts';
import { type Pace, PacedEvents } from './paced-events.ts';
import { factsOf, grownReply, type ThreadFact } from './thread-facts.ts';
import { Votes } from './votes.ts';

export type ThreadListener = (thread: Thread, fact: ThreadFact) => void;

type Start = (signal: AbortSignal) => Promise<Response>;

/**
 * One conversation on the screen or behind it: its state, and the reader of its run.
 * It goes on reading when the visitor looks at another one, so that no reply can land in the wrong place.
 */
export class Thread {
  state: ConversationState = emptyConversation;
  readonly #client: ProxyClient;
  readonly #tell: ThreadListener;
  readonly #events: PacedEvents;
  readonly #votes: Votes;
  #reader: AbortController | undefined;
  #start: Start | undefined;
  #loadingId: string | undefined;

  constructor(client: ProxyClient, listener: ThreadListener, pace: Pace) {
    this.#client = client;
    this.#tell = listener;
    this.#events = new PacedEvents(pace, (events) => this.#show(events));
    this.#votes = new Votes(client, {
      show: (messageId, feedback, failed) =>
        this.dispatch({ type: 'rated', messageId, feedback, failed }),
      failed: (error) => this.#problem(error),
    });
  }

  get id(): string | undefined {
    return this.state.conversation?.id;
  }

  /** The conversation it was last asked to read. */
  get loadingId(): string | undefined {
    return this.#loadingId;
  }

  /** Whether what it is waiting for was asked for on this page. */
  get startedHere(): boolean {
    return this.#start !== undefined;
  }

  /**
   * Reads it from the proxy, and joins its run if one is going on. `through`: a message on the branch to show from now on;
   * `quiet`: what is shown stays meanwhile. What fails for a moment is tried again.
   */
  async load(
    id: string,
    through?: string,
    { quiet = false, attempt = 0 }: { quiet?: boolean; attempt?: number } = {},
  ): Promise<void> {
    this.pause();
    const reader = new AbortController();
    this.#reader = reader;
    this.#loadingId = id;
    if (!quiet && attempt === 0) this.dispatch({ type: 'loading' });
    const { signal } = reader;
    try {
      if (through)
        await this.#client.updateConversation(id, { active_message_id: through }, { signal });
      const detail = await this.#client.getConversation(id, { signal });
      signal.throwIfAborted();
      this.dispatch({ type: 'loaded', detail });
      this.#reader = undefined;
      this.#start = undefined;
      if (this.state.run) void this.#follow();
      this.#tell(this, { type: 'read' });
    } catch (error) {
      if (signal.aborted) return;
      const problem = attempt === 0 ? this.#problem(error) : problemOf(error);
      if (!quiet) this.dispatch({ type: 'load-failed', problem });
      if (toChatError(error).transient)
        void rest(standardBackoff(attempt), signal, problem).then(
          () => this.load(id, through, { quiet, attempt: attempt + 1 }),
          () => undefined,
        );
    }
  }

  async loadOlder(): Promise<void> {
    const [first] = this.state.messages;
    if (!this.id || !first) return;
    try {
      const detail = await this.#client.getConversation(this.id, { before: first.id });
      if (this.state.messages[0]?.id === first.id) this.dispatch({ type: 'older', detail });
    } catch (error) {
      this.#problem(error);
    }
  }

  /** Shows the text at once and posts it. */
  send(text: string, { id: clientId = createClientId(), edits, context }: Sending = {}): void {
    if (this.state.run) return;
    const find = (wanted?: string) => this.state.messages.find(({ id }) => id === wanted);
    // Sent again it has to be the same request, whatever conversation has come about meanwhile.
    const conversationId = find(clientId)?.conversation_id ?? this.id ?? '';
    const at = new Date().toISOString();
    this.dispatch({ type: 'drafted', clientId, text, at, conversationId, edits, context });
    const request = requestOf(find(clientId)!);
    this.#begin((signal) => this.#client.sendMessage(request, { signal }));
  }

  /** Another answer to the question this reply answers, or the rest of this one. */
  regenerate(replyId: string, asked: RepeatMode = 'again'): void {
    if (this.state.run) return;
    const earlier = this.state.messages.find(({ id }) => id === replyId)?.retry;
    const { id: clientId, mode } =
      earlier && earlier.mode === asked ? earlier : { id: createClientId(), mode: asked };
    this.dispatch({ type: 'regenerating', clientId, replyId, mode });
    this.#begin((signal) =>
      this.#client.regenerate(replyId, { client_run_id: clientId, mode }, { signal }),
    );
  }

  /** Asks the proxy to end the run; its `incomplete` event then ends the reply. */
  async stop(): Promise<void> {
    const { run } = this.state;
    const id = run?.id ?? run?.clientId;
    if (!id) return;
    this.dispatch({ type: 'stopping' });
    try {
      await this.#client.stopRun(id);
    } catch (error) {
      // Not known yet: it is stopped as soon as it is accepted.
      if (toChatError(error).status === 404 && !run?.id) return;
      this.dispatch({ type: 'stop-failed' });
      this.#problem(error);
    }
  }

  /** Votes on a reply: shown at once, taken back when it cannot be stored. */
  rate(messageId: string, feedback: Feedback): Promise<boolean> {
    const reply = this.state.messages.find(({ id }) => id === messageId);
    return this.#votes.give(messageId, feedback, reply?.feedback);
  }

  /** Lets go of the connection; the proxy keeps the run, and what was not shown yet comes again. */
  pause(): void {
    this.#reader?.abort();
    this.#reader = undefined;
    this.#events.clear();
  }

  /** Joins the run again where it was left, or reads again what was being read, or has changed meanwhile. */
  resume(): void {
    if (this.#reader) return;
    const { status } = this.state;
    if ((status === 'loading' || status === 'failed') && this.#loadingId)
      void this.load(this.#loadingId);
    else if (this.state.run) void this.#follow();
    else if (this.id) void this.load(this.id, undefined, { quiet: true });
  }

  dispatch(event: ConversationEvent): void {
    this.#apply(event);
    this.#tell(this, { type: 'change' });
  }

  #apply(event: ConversationEvent): void {
    this.state = reduceConversation(this.state, event);
  }

  #begin(start: Start): void {
    this.pause();
    this.#start = start;
    void this.#follow();
  }

  async #follow(): Promise<void> {
    const reader = new AbortController();
    this.#reader = reader;
    const { signal } = reader;
    const position = positionIn(this.state);
    try {
      const events = readRun({
        start: (inner) => this.#start!(inner),
        resume: (at, inner) => this.#client.followRun(at, { signal: inner }),
        ...(position && { position }),
        signal,
      });
      await this.#events.follow(events, signal);
    } catch (error) {
      if (signal.aborted) return;
      this.#events.flush();
      this.#lose(error);
    } finally {
      if (this.#reader === reader) this.#reader = undefined;
    }
  }

  /** A run that was heard of is read again, unless its events made no sense; before that it is told beside the message. */
  #lose(error: unknown): void {
    const { run, messages } = this.state;
    const draft = messages.find(({ id }) => id === run?.clientId);
    if (run?.lastEventId && this.id && error instanceof ChatError) void this.load(this.id);
    else if (toChatError(error).code === 'not_found' && draft?.conversation_id) {
      // The session ended meanwhile, or the conversation was deleted: the words are not lost.
      this.dispatch({ type: 'orphaned' });
      this.send(draft.text, { id: draft.id });
    } else this.dispatch({ type: 'refused', problem: this.#problem(error) });
  }

  #show(events: readonly RunStreamEvent[]): void {
    const before = this.state;
    const facts = events.flatMap((event) => this.#take(event));
    const reply = facts.length === 0 && grownReply(events, before, this.state);
    this.#tell(this, reply ? { type: 'text', message: reply } : { type: 'change' });
    for (const fact of facts) this.#tell(this, fact);
  }

  #take(event: RunStreamEvent): ThreadFact[] {
    if (event.event === 'lost') {
      const { run } = this.state;
      this.#apply({ type: 'lost' });
      const { error } = event;
      return error && !run?.lost ? [{ type: 'lost', error, problem: problemOf(error) }] : [];
    }
    const before = this.state;
    this.#apply({ type: 'run', event });
    if (event.event === 'accepted' && before.run?.stopping) void this.stop();
    return factsOf(event, before, this.state);
  }

  #problem(error: unknown): Problem {
    const problem = problemOf(error);
    this.#tell(this, { type: 'problem', error: toChatError(error), problem });
    return problem;
  }
}

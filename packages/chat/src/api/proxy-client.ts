import type {
  Conversation,
  ConversationDetail,
  Feedback,
  MessageRequest,
  RegenerateRequest,
  StopResponse,
  UpdateConversationRequest,
} from '@nexevo/protocol';
import { ChatError, failureOf, toChatError } from './errors.ts';
import { pickContext } from './pick-context.ts';
import { readJson } from './read-json.ts';
import type { RunPosition } from './run-stream.ts';
import type { Session } from './session.ts';

type Options = { signal?: AbortSignal | undefined };
type Call = Options & { method?: string; body?: unknown; headers?: Record<string, string> };

/** The proxy's routes, one method each. Failures are `ChatError`s. */
export class ProxyClient {
  readonly endpoint: string;
  readonly session: Session;

  constructor(endpoint: string, session: Session) {
    this.endpoint = endpoint;
    this.session = session;
  }

  getConversation(id: string, { before, signal }: Options & { before?: string } = {}) {
    const query = before ? `?before=${encodeURIComponent(before)}` : '';
    return this.json<ConversationDetail>(`${path`/conversations/${id}`}${query}`, { signal });
  }

  updateConversation(id: string, body: UpdateConversationRequest, options?: Options) {
    return this.json<Conversation>(path`/conversations/${id}`, {
      ...options,
      method: 'PATCH',
      body,
    });
  }

  /** The answer is an event stream. Of the context only what the operator takes is sent. */
  async sendMessage(message: MessageRequest, options?: Options): Promise<Response> {
    const { context, ...rest } = message;
    if (!context) return this.#post('/messages', rest, options);
    const post = async () => {
      await this.session.token();
      const picked = pickContext(context, this.session.config);
      return this.#post('/messages', { ...rest, context: picked }, options);
    };
    try {
      return await post();
    } catch (error) {
      // The operator has changed his mind since this session began: the next token tells.
      if (toChatError(error).code !== 'context_refused') throw error;
      return post();
    }
  }

  /** The answer is an event stream. */
  regenerate(id: string, body: RegenerateRequest, options?: Options): Promise<Response> {
    return this.#post(path`/messages/${id}/regenerate`, body, options);
  }

  /** The answer is an event stream. */
  followRun({ runId, lastEventId }: RunPosition, options?: Options): Promise<Response> {
    const headers: Record<string, string> =
      lastEventId === undefined ? {} : { 'Last-Event-ID': String(lastEventId) };
    return this.ask(path`/runs/${runId}/events`, { ...options, headers });
  }

  stopRun(id: string, options?: Options): Promise<StopResponse> {
    return this.json(path`/runs/${id}/stop`, { ...options, method: 'POST' });
  }

  async rate(id: string, body: Feedback, options?: Options): Promise<void> {
    await this.ask(path`/messages/${id}/feedback`, { ...options, method: 'PUT', body });
  }

  #post(path: string, body: unknown, options?: Options): Promise<Response> {
    return this.ask(path, { ...options, method: 'POST', body });
  }

  /** A route that answers with JSON. */
  async json<T>(path: string, call?: Call): Promise<T> {
    return readJson(await this.ask(path, call), path);
  }

  /** A route with whatever answer; those that only a lazy chunk asks have no method here. */
  async ask(path: string, call: Call = {}): Promise<Response> {
    const token = await this.session.token();
    const response = await this.#send(path, call, token);
    if (response.ok) return response;
    const error = await ChatError.fromResponse(response);
    // The session is over (`session_expired` and the like), but the visitor is not.
    if (!error.code.startsWith('session_')) throw error;
    const again = await this.#send(path, call, await this.session.replace(token));
    if (again.ok) return again;
    throw await ChatError.fromResponse(again);
  }

  async #send(path: string, { method = 'GET', body, headers, signal }: Call, token: string) {
    try {
      const response = await fetch(this.endpoint + path, {
        method,
        credentials: 'omit',
        cache: 'no-store',
        headers: {
          Authorization: `Bearer ${token}`,
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
          ...headers,
        },
        body: JSON.stringify(body),
        signal: signal ?? null,
      });
      this.session.noteConfig(response.headers.get('Nexevo-Config'));
      return response;
    } catch (error) {
      throw failureOf(error);
    }
  }
}

/** A path whose values are escaped. */
export function path(parts: TemplateStringsArray, ...values: string[]): string {
  return String.raw({ raw: parts }, ...values.map(encodeURIComponent));
}

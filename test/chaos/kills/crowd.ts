import { setTimeout as delay } from 'node:timers/promises';
import type { RunEvent } from '@nexevo/protocol';
import { readEvents } from '../../../packages/proxy/test/fixture.ts';
import type { Random } from '../random.ts';
import type { Ledger } from './ledger.ts';

const questions = [
  'Show me what you can render',
  'How do I put the chat on my site?',
  'What does it cost?',
  '日本語で答えられますか？',
  'Hello',
];
/** After this many turns a visitor begins a new conversation. */
const turns = 4;

/** One visitor who asks, rates, renames, stops and deletes, and tries again whenever the proxy is gone. */
class ChaosVisitor {
  readonly #url: string;
  readonly #random: Random;
  readonly #ledger: Ledger;
  readonly #address: string;
  readonly #signal: AbortSignal;
  readonly #mayDelete: () => boolean;
  readonly #number: number;
  #token = '';
  #conversation: { id: string; turns: number } | undefined;
  #sent = 0;

  constructor(options: CrowdOptions & { number: number }) {
    this.#url = options.url;
    this.#random = options.random.fork();
    this.#ledger = options.ledger;
    this.#signal = options.signal;
    this.#mayDelete = options.mayDelete;
    this.#number = options.number;
    this.#address = `192.0.2.${options.number + 1}`;
  }

  /** Until the signal; then the turn that is under way is ended. */
  async live(): Promise<void> {
    const session = await this.#insist('POST', '/session', {});
    this.#token = ((await session.json()) as { token: string }).token;
    while (!this.#signal.aborted) {
      await this.#turn();
      await delay(this.#random.between(5, 120));
    }
  }

  async #turn(): Promise<void> {
    this.#sent += 1;
    const clientMessageId = `chaos-${this.#number}-${this.#sent}`;
    const text = `${this.#random.pick(questions)} (${clientMessageId})`;
    const body = {
      client_message_id: clientMessageId,
      text,
      ...(this.#conversation && { conversation_id: this.#conversation.id }),
    };
    const isHasty = this.#random.isTrue(0.1);
    let replyId: string | undefined;
    for (;;) {
      const response = await this.#insist('POST', '/messages', body);
      if (response.status === 409) {
        // The last turn's run died with its process; its lease has to run out first.
        await response.body?.cancel();
        await delay(200);
        continue;
      }
      if (!response.ok) {
        this.#ledger.surprises.push(`${response.status} ${await response.text()}`);
        return;
      }
      const seen = await this.#follow(response, { clientMessageId, text, isHasty });
      replyId = seen.replyId ?? replyId;
      if (seen.isOver) break;
      if (this.#random.isTrue(0.5)) {
        // Whoever does not wait to see what became of it has been promised it all the same.
        this.#conversation = undefined;
        return;
      }
    }
    if (replyId) await this.#linger(replyId);
  }

  /** Reads a reply to its end, or until the proxy dies. */
  async #follow(
    response: Response,
    sent: { clientMessageId: string; text: string; isHasty: boolean },
  ): Promise<{ isOver: boolean; replyId?: string }> {
    let replyId: string | undefined;
    let hasStopped = false;
    try {
      for await (const event of readEvents(response)) {
        if (event.event === 'accepted') replyId = this.#accept(event, sent);
        if (!replyId) continue;
        if (event.event === 'delta') this.#ledger.addPiece(replyId, event.data.text);
        const isEnough = this.#signal.aborted || (sent.isHasty && this.#random.isTrue(0.05));
        if (event.event === 'delta' && isEnough && !hasStopped) {
          hasStopped = true;
          void this.#once('POST', `/runs/${sent.clientMessageId}/stop`, {});
        }
        if (['done', 'incomplete', 'error'].includes(event.event)) {
          this.#ledger.ended.add(replyId);
          return { isOver: true, replyId };
        }
      }
    } catch (error) {
      if (!(error instanceof TypeError) && (error as Error).name !== 'AbortError') throw error;
    }
    return { isOver: false, ...(replyId && { replyId }) };
  }

  #accept(
    { data }: Extract<RunEvent, { event: 'accepted' }>,
    { clientMessageId, text }: { clientMessageId: string; text: string },
  ): string {
    const { conversation, message, reply } = data;
    this.#ledger.accepted.set(clientMessageId, {
      token: this.#token,
      conversationId: conversation.id,
      clientMessageId,
      messageId: message.id,
      replyId: reply.id,
      text,
    });
    if (message.text !== text) this.#ledger.surprises.push(`another text under ${clientMessageId}`);
    if (this.#conversation?.id !== conversation.id) {
      this.#conversation = { id: conversation.id, turns: 0 };
    }
    return reply.id;
  }

  /** What a visitor does between two questions. */
  async #linger(replyId: string): Promise<void> {
    const conversation = this.#conversation;
    if (!conversation) return;
    conversation.turns += 1;
    if (this.#random.isTrue(0.3)) await this.#rate(replyId);
    if (this.#random.isTrue(0.1)) {
      const title = `Renamed ${this.#sent}`;
      await this.#once('PATCH', `/conversations/${conversation.id}`, { title });
    }
    if (this.#mayDelete() && this.#random.isTrue(0.15)) {
      await this.#delete(conversation.id);
      this.#conversation = undefined;
    } else if (conversation.turns >= turns) this.#conversation = undefined;
  }

  async #rate(replyId: string): Promise<void> {
    const opinion = {
      rating: this.#random.isTrue(0.5) ? (1 as const) : (-1 as const),
      comment: `opinion ${this.#sent}`,
    };
    const response = await this.#insist('PUT', `/messages/${replyId}/feedback`, opinion);
    if (response.ok) this.#ledger.feedback.set(replyId, opinion);
    await response.body?.cancel();
  }

  async #delete(id: string): Promise<void> {
    const response = await this.#once('DELETE', `/conversations/${id}`);
    if (response?.ok) this.#ledger.deleted.add(id);
    else this.#ledger.maybeDeleted.add(id);
  }

  /** Again until the proxy answers. */
  async #insist(method: string, path: string, body?: unknown): Promise<Response> {
    for (;;) {
      const response = await this.#once(method, path, body);
      if (response && response.status !== 503) return response;
      await response?.body?.cancel();
      await delay(50);
    }
  }

  async #once(method: string, path: string, body?: unknown): Promise<Response | undefined> {
    try {
      return await fetch(this.#url + path, {
        method,
        headers: {
          'X-Forwarded-For': this.#address,
          ...(this.#token && { Authorization: `Bearer ${this.#token}` }),
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      return undefined;
    }
  }
}

export interface CrowdOptions {
  url: string;
  random: Random;
  ledger: Ledger;
  /** What is deleted can be restored for ten seconds, and only then its end can be looked at. */
  mayDelete: () => boolean;
  /** Ends the asking. */
  signal: AbortSignal;
}

/** Resolves when every visitor has seen the end of the last reply. */
export async function sendCrowd(size: number, options: CrowdOptions): Promise<void> {
  const visitors = Array.from({ length: size }, (_, number) => {
    return new ChaosVisitor({ ...options, number });
  });
  await Promise.all(visitors.map((visitor) => visitor.live()));
}

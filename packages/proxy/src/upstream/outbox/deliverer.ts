import type { Delivery, DeliveryOutcome, Doubt } from '../../store/outbox.ts';
import type { Store } from '../../store/store.ts';
import { Attempt } from './attempt.ts';
import { classify } from './failure.ts';
import type { GatewayJournal } from './gateway-journal.ts';
import { judgeFailure } from './judge-failure.ts';
import {
  AttemptCancelled,
  ConversationsRefused,
  GoneUpstream,
  UntraceableConversation,
} from './outbox-errors.ts';
import { settleAppend, settleCreate } from './settle-doubt.ts';

export interface DelivererOptions {
  store: Store;
  journal: GatewayJournal;
  /** Milliseconds a request may take, and so what may still happen after it was given up. */
  timeoutMs: number;
  leaseMs: number;
}

/** What became of one attempt, and what it failed with. */
export interface Delivered {
  outcome: DeliveryOutcome;
  error?: unknown;
  /** The gateway took something, so it is there. */
  hasWorked: boolean;
}

/**
 * Tells the gateway one entry. The append has no idempotency key, so a request whose outcome was not seen is never
 * simply repeated: once nothing of it can be under way, the gateway is asked what it has.
 */
export class Deliverer {
  readonly #options: DelivererOptions;
  readonly #journal: GatewayJournal;

  constructor(options: DelivererOptions) {
    this.#options = options;
    this.#journal = options.journal;
  }

  async deliver(delivery: Delivery, signal: AbortSignal): Promise<Delivered> {
    const { store, leaseMs, timeoutMs } = this.#options;
    const settledAt = () => Date.now() + leaseMs + timeoutMs;
    const attempt = new Attempt(delivery, { store, settledAt });
    try {
      await this.#tell(attempt, signal);
      const { delivered, hasWorked } = attempt;
      return { outcome: { kind: 'done', delivered }, hasWorked };
    } catch (error) {
      if (signal.aborted || error instanceof AttemptCancelled) {
        const { doubt } = attempt;
        const at = Date.now() + (doubt ? timeoutMs : 0);
        return { outcome: { kind: 'later', at, doubt }, hasWorked: false };
      }
      return { outcome: judgeFailure(error, attempt, { timeoutMs }), error, hasWorked: false };
    }
  }

  async #tell(attempt: Attempt, signal: AbortSignal): Promise<void> {
    const { kind } = attempt.delivery;
    if (kind === 'append') await this.#append(attempt, signal);
    else if (kind === 'title') await this.#rename(attempt, signal);
    else if (kind === 'feedback') await this.#rate(attempt, signal);
    else await this.#delete(attempt, signal);
  }

  async #append(attempt: Attempt, signal: AbortSignal): Promise<void> {
    const message = attempt.delivery.message?.message;
    if (!message) return;
    if (attempt.doubt === 'create') await settleCreate(attempt, this.#journal, signal);
    if (attempt.doubt === 'send' && (await settleAppend(attempt, message, this.#journal, signal))) {
      return;
    }
    const upstreamId = attempt.upstreamId ?? (await this.#create(attempt, signal));
    try {
      await this.#send(attempt, 'send', () => this.#journal.append(upstreamId, message, signal));
    } catch (error) {
      throw classify(error) === 'missing' ? await this.#explainMissing(error, signal) : error;
    }
    if (attempt.delivered !== undefined) attempt.delivered += 1;
  }

  async #create(attempt: Attempt, signal: AbortSignal): Promise<string> {
    try {
      const create = () => this.#journal.create(attempt.delivery, signal);
      const upstreamId = await this.#send(attempt, 'create', create);
      await attempt.created(upstreamId);
      return upstreamId;
    } catch (error) {
      throw classify(error) === 'missing' ? new ConversationsRefused(error) : error;
    }
  }

  async #rename(attempt: Attempt, signal: AbortSignal): Promise<void> {
    const { upstreamId, delivery } = attempt;
    const { title } = delivery;
    if (upstreamId === undefined || title === null) return;
    try {
      await this.#send(attempt, 'send', () => this.#journal.rename(upstreamId, title, signal));
    } catch (error) {
      // A gateway that cannot rename keeps the old title, and nobody misses it.
      if (!['missing', 'refused'].includes(classify(error))) throw error;
    }
  }

  async #rate(attempt: Attempt, signal: AbortSignal): Promise<void> {
    const { message, generationId } = attempt.delivery.message ?? {};
    if (!message?.feedback || !generationId) return;
    const { rating, comment, tags } = message.feedback;
    const feedback = {
      generation_id: generationId,
      rating,
      ...(comment && { comment }),
      ...(tags?.length && { tags }),
    };
    await this.#send(attempt, 'send', () => this.#journal.rate(feedback, signal));
  }

  async #delete(attempt: Attempt, signal: AbortSignal): Promise<void> {
    if (attempt.doubt === 'create') await settleCreate(attempt, this.#journal, signal);
    if (attempt.isMaybeDoubled) throw new UntraceableConversation(attempt.delivery.conversationId);
    // An append that may have come through goes with the rest.
    attempt.doubt = undefined;
    if (attempt.upstreamId === undefined) return;
    try {
      await this.#journal.delete(attempt.upstreamId, signal);
      attempt.hasWorked = true;
    } catch (error) {
      if (classify(error) !== 'missing') throw error;
      const explained = await this.#explainMissing(error, signal);
      if (!(explained instanceof GoneUpstream)) throw explained;
    }
  }

  /** Sends what must not simply be sent twice; an answer of whatever kind ends the doubt. */
  async #send<Answer>(
    attempt: Attempt,
    doubt: Doubt,
    request: () => Promise<Answer>,
  ): Promise<Answer> {
    await attempt.begin(doubt);
    try {
      const answer = await request();
      attempt.hasWorked = true;
      return answer;
    } catch (error) {
      if (classify(error) !== 'unseen') attempt.doubt = undefined;
      throw error;
    }
  }

  /** Whether one conversation is missing or all of them are. */
  async #explainMissing(error: unknown, signal: AbortSignal): Promise<unknown> {
    try {
      await this.#journal.list(1, signal);
      return new GoneUpstream(error);
    } catch (failure) {
      return classify(failure) === 'missing' ? new ConversationsRefused(error) : failure;
    }
  }
}

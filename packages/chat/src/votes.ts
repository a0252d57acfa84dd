import type { Feedback } from '@nexevo/protocol';
import type { ProxyClient } from './api/proxy-client.ts';

type Vote = { promise: Promise<unknown>; confirmed: Feedback | undefined };

interface VoteListener {
  /** What is to be shown now; `failed`: it could not be stored, and this is what was before. */
  show(messageId: string, feedback: Feedback | undefined, failed: boolean): void;
  failed(error: unknown): void;
}

/** The visitor's opinions of replies: shown at once, sent in order, taken back when the proxy refuses them. */
export class Votes {
  readonly #client: ProxyClient;
  readonly #listener: VoteListener;
  readonly #votes = new Map<string, Vote>();

  constructor(client: ProxyClient, listener: VoteListener) {
    this.#client = client;
    this.#listener = listener;
  }

  /** Resolves to whether it is stored. `before`: what is stored already. */
  async give(messageId: string, feedback: Feedback, before: Feedback | undefined) {
    const vote = this.#votes.get(messageId) ?? { promise: Promise.resolve(), confirmed: before };
    const promise = vote.promise.then(() => this.#client.rate(messageId, feedback));
    vote.promise = promise.catch(() => undefined);
    const mine = vote.promise;
    this.#votes.set(messageId, vote);
    this.#listener.show(messageId, feedback, false);
    try {
      await promise;
      vote.confirmed = feedback;
      return true;
    } catch (error) {
      this.#listener.failed(error);
      // A later one decides for itself.
      if (vote.promise === mine) this.#listener.show(messageId, vote.confirmed, true);
      return false;
    }
  }
}

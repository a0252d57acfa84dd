import type { Logger } from 'pino';
import { estimateTokens } from '../history.ts';
import type { Caller } from '../middleware/caller.ts';
import type { StartResult, Store } from '../store/store.ts';
import type { TokenBudget } from '../token-budget.ts';
import type { UpstreamQueue } from '../upstream/queue/upstream-queue.ts';
import { toVisitorError } from '../upstream/visitor-error.ts';
import type { RunSlots } from './run-slots.ts';

/** What a reply is expected to take when the operator has set no end to it. */
const usualReplyTokens = 1000;

export interface RunAdmissionOptions {
  store: Store;
  queue: UpstreamQueue;
  slots: RunSlots;
  budget: TokenBudget;
  options: {
    systemPrompt: string | undefined;
    historyTokens: number;
    replyTokens: number | undefined;
    logger: Logger;
  };
}

export interface RunOrder {
  caller: Caller;
  /** By which the same order is known when it comes again. */
  clientId: string;
  /** The question with its context, or the reply that goes on; absent for a question that is asked again. */
  text?: string;
  hasHistory: boolean;
}

/** The right to one run: its place among those of its visitor, and its tokens. */
export interface RunPermit {
  caller: Caller;
  /** Gives the place back and settles the tokens. */
  end(tokens: number): Promise<void>;
}

/** Lets a run begin only while there is room in the line, among its visitor's runs, and in the budgets. */
export class RunAdmission {
  readonly #parts: RunAdmissionOptions;

  constructor(parts: RunAdmissionOptions) {
    this.#parts = parts;
  }

  /**
   * Calls `start` with the permit for the run that it starts, if it does. An order that is not new will start none.
   * @throws {ProxyError} the limit that is reached
   */
  async begin(
    order: RunOrder,
    start: (permit: RunPermit, isNew: boolean) => Promise<StartResult>,
  ): Promise<StartResult> {
    if (await this.#isKnown(order))
      return start({ caller: order.caller, end: async () => {} }, false);
    const permit = await this.#admit(order);
    let isStarted = false;
    try {
      const result = await start(permit, true);
      isStarted = result.kind === 'started';
      return result;
    } finally {
      if (!isStarted) await permit.end(0);
    }
  }

  /** Sent again, an order attaches to the run that it started, and asks for nothing new. */
  async #isKnown({ caller, clientId }: RunOrder): Promise<boolean> {
    const run = await this.#parts.store.getRun(caller.visitor, clientId);
    // A run's own id for a client id names no earlier order.
    return run !== undefined && run.id !== clientId;
  }

  async #admit(order: RunOrder): Promise<RunPermit> {
    const { queue, slots, budget } = this.#parts;
    const { caller } = order;
    try {
      queue.checkRoom(caller.group);
    } catch (error) {
      throw toVisitorError(error);
    }
    const leave = slots.take(caller);
    try {
      const settle = await budget.hold(caller.visitor, this.#estimate(order));
      return { caller, end: (tokens) => this.#end({ tokens, leave, settle }) };
    } catch (error) {
      leave();
      throw error;
    }
  }

  async #end(run: {
    tokens: number;
    leave: () => void;
    settle: (used: number) => Promise<void>;
  }): Promise<void> {
    run.leave();
    try {
      await run.settle(run.tokens);
    } catch (error) {
      this.#parts.options.logger.error({ err: error }, 'the tokens of a reply were not settled');
    }
  }

  #estimate({ text = '', hasHistory }: RunOrder): { least: number; wanted: number } {
    const { systemPrompt = '', historyTokens, replyTokens } = this.#parts.options;
    const least = estimateTokens(systemPrompt) + estimateTokens(text);
    const history = hasHistory ? historyTokens : 0;
    return { least, wanted: least + history + (replyTokens ?? usualReplyTokens) };
  }
}

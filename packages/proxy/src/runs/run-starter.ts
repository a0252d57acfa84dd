import { setImmediate as turn } from 'node:timers/promises';
import type { Spoken } from '../history.ts';
import type {
  BranchMessage,
  QuestionPlace,
  StartResult,
  Store,
  VisitorKey,
} from '../store/store.ts';
import type { Asker } from './asker.ts';
import type { StopReason } from './run.ts';
import type { RunPermit } from './run-admission.ts';
import type { RunRegistry } from './run-registry.ts';

/** Writes a run down, or says why not. */
type Accept = () => Promise<StartResult>;

export interface Question {
  at: QuestionPlace;
  spoken: Spoken;
}

/**
 * Starts runs. The gateway is asked for the reply to a question while that is written down: it works while we write.
 * A question that is refused after all is not asked any more, and nobody has heard of it.
 */
export class RunStarter {
  readonly #asker: Asker;
  readonly #store: Store;
  readonly #registry: RunRegistry;
  /** Where a question is on its way just now: a second one will be refused. */
  readonly #asking = new Set<string>();

  constructor({ asker, store, registry }: { asker: Asker; store: Store; registry: RunRegistry }) {
    this.#asker = asker;
    this.#store = store;
    this.#registry = registry;
  }

  /** Without a question, the gateway is asked when the run is written down. */
  start(permit: RunPermit, accept: Accept, question?: Question): Promise<StartResult> {
    const starting = this.#start(permit, accept, question);
    this.#registry.hold(starting.then(ignore, ignore));
    return starting;
  }

  async #start(
    permit: RunPermit,
    accept: Accept,
    question: Question | undefined,
  ): Promise<StartResult> {
    const { visitor } = permit.caller;
    const name = question?.at.conversationId ?? visitor;
    const branch = question && (await this.#findBranch(visitor, question));
    if (!branch || this.#asking.has(name)) {
      const result = await accept();
      if (result.kind === 'started') this.#registry.start(result, permit);
      return result;
    }
    this.#asking.add(name);
    try {
      return await this.#startAsked(permit, accept, { branch, spoken: question.spoken });
    } finally {
      this.#asking.delete(name);
    }
  }

  async #findBranch(visitor: VisitorKey, { at, spoken }: Question) {
    const reach = this.#asker.reach();
    reach(spoken);
    return this.#store.findBranch(visitor, at, reach);
  }

  async #startAsked(
    permit: RunPermit,
    accept: Accept,
    { branch, spoken }: { branch: BranchMessage[]; spoken: Spoken },
  ): Promise<StartResult> {
    const controller = new AbortController();
    const place = permit.caller;
    const { signal } = controller;
    const ask = this.#asker.ask({ branch: [...branch, spoken], place, signal });
    let isFollowed = false;
    try {
      // The request leaves at the end of this turn: a connection is looked at before it is used again.
      await turn();
      const result = await accept();
      if (result.kind === 'started') {
        // Something may have been said in between.
        isFollowed = result.message.parent_id === (branch.at(-1)?.id ?? null);
        this.#registry.start(result, permit, isFollowed ? { ask, controller } : undefined);
      }
      return result;
    } finally {
      if (!isFollowed) controller.abort('shutdown' satisfies StopReason);
    }
  }
}

/** Whoever waits for the result hears of a failure. */
function ignore(): void {}

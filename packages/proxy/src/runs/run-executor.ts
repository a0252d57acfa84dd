import { type ChatCompletionStream, NexevoError } from '@nexevo/client';
import type { Logger } from 'pino';
import type { Caller } from '../middleware/caller.ts';
import type { ResolvedOptions } from '../options.ts';
import type { Store } from '../store/store.ts';
import type { Outbox } from '../upstream/outbox/outbox.ts';
import { toVisitorError } from '../upstream/visitor-error.ts';
import type { Ask, Asker } from './asker.ts';
import { Checkpoints } from './checkpoints.ts';
import type { Run, StopReason } from './run.ts';
import { type RunEnd, RunSettler } from './run-settler.ts';
import { tellDelta, tellRest } from './tell-delta.ts';
import { ThinkTags } from './think-tags.ts';
import { Told } from './told.ts';

const longestReply = 1_000_000;
/** Text and thinking, in bytes: a model that never ends its thinking is ended. */
const longestStream = 4_000_000;

export interface RunExecutorOptions {
  asker: Asker;
  store: Store;
  outbox: Outbox;
  options: ResolvedOptions;
}

/** Reads one reply from the gateway into its run, and settles it in the store whatever happens. */
export class RunExecutor {
  readonly #asker: Asker;
  readonly #store: Store;
  readonly #settler: RunSettler;
  readonly #options: ResolvedOptions;
  readonly #logger: Logger;
  readonly #checkpoints: Checkpoints;
  /** Until when the last beat leased what was there. */
  #leasedUntil = 0;

  constructor({ asker, store, outbox, options }: RunExecutorOptions) {
    this.#asker = asker;
    this.#store = store;
    this.#options = options;
    this.#logger = options.logger;
    this.#settler = new RunSettler({ store, outbox, logger: options.logger });
    this.#checkpoints = new Checkpoints({ onKept: () => this.#tidy() });
  }

  /** After a pause longer than a lease: what this process still has in hand is not abandoned. */
  async renewLeases(): Promise<void> {
    if (Date.now() > this.#leasedUntil) await this.#checkpoints.keep();
  }

  /** `ask` where the gateway has been asked already. Resolves to the tokens that it took. */
  async execute(run: Run, caller: Caller, ask?: Ask): Promise<number> {
    let asked = ask;
    const { requestId } = caller;
    const { conversation, message, reply } = run.started;
    run.publish('accepted', { conversation, message, reply, run_id: run.stored.id });
    // What a reply that goes on begins with.
    if (run.text) run.publish('snapshot', run.snapshot);
    const told = new Told();
    const leave = this.#checkpoints.join(() => this.#checkpoint(run, told));
    let end: RunEnd;
    try {
      asked ??= await this.#ask(run, caller);
      const stream = await asked.follow((position) => run.publish('queued', { position }));
      await this.#read(stream, run, told);
      end = judge(told.finishReason);
    } catch (error) {
      end = this.#explain(run, error, requestId);
    } finally {
      leave();
    }
    await this.#settler.settle(run, { ...told.facts, ...end }, requestId);
    return told.tokens({ asked: asked?.tokens ?? 0, hasFailed: end.status === 'failed' });
  }

  async #ask(run: Run, place: Caller): Promise<Ask> {
    const { conversation, message } = run.started;
    const branch = await this.#store.getBranch(conversation.id, message.id, this.#asker.reach());
    return this.#asker.ask({ branch, begun: run.text, place, signal: run.signal });
  }

  async #read(stream: ChatCompletionStream, run: Run, told: Told): Promise<void> {
    run.thinking.pause();
    const tags = new ThinkTags();
    try {
      await stream.each((chunk) => {
        if (stream.generationId) told.generationId = stream.generationId;
        told.hear(chunk);
        told.streamed += tellDelta(run, tags, chunk.choices[0]?.delta);
        const isTooLong = run.length > longestReply || told.streamed > longestStream;
        if (isTooLong) told.finishReason = 'length';
        return !isTooLong;
      });
    } finally {
      tellRest(run, tags);
    }
  }

  /** What an interrupted stream means for the reply. */
  #explain(run: Run, error: unknown, requestId: string | undefined): RunEnd {
    if (run.signal.aborted)
      return { status: 'incomplete', reason: run.signal.reason as StopReason };
    const visitorError = toVisitorError(error);
    const { traceId } = visitorError;
    this.#logger.error(
      { err: error, traceId, requestId, code: visitorError.code, runId: run.stored.id },
      `reply failed: ${error instanceof NexevoError ? error.message : 'unexpected error'}`,
    );
    if (run.hasNewText) return { status: 'incomplete', reason: 'upstream_lost' };
    return { status: 'failed', error: visitorError.toBody(requestId) };
  }

  async #checkpoint(run: Run, { generationId }: Told): Promise<void> {
    const leaseUntil = Date.now() + this.#options.leaseMs;
    try {
      const kept = await this.#store.checkpointRun(run.stored, {
        ...run.written,
        leaseUntil,
        ...(generationId && run.hasNewText && { generationId }),
      });
      this.#leasedUntil = leaseUntil;
      if (!kept) run.stop('shutdown');
    } catch (error) {
      this.#logger.error({ err: error, runId: run.stored.id }, 'a checkpoint could not be written');
    }
  }

  async #tidy(): Promise<void> {
    try {
      await this.#store.tidy();
    } catch (error) {
      this.#logger.error({ err: error }, 'the data could not be tidied; the next beat tries again');
    }
  }
}

/** Complete means the model came to its own end. */
function judge(finishReason: string | undefined): RunEnd {
  if (finishReason === 'stop' || finishReason === 'tool_calls') return { status: 'complete' };
  if (finishReason === 'length') return { status: 'incomplete', reason: 'length' };
  return { status: 'incomplete', reason: 'interrupted' };
}

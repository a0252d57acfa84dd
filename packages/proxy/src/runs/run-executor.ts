import { type ChatCompletionStream, NexevoError } from '@nexevo/client';
import type { TokenUsage } from '@nexevo/protocol';
import type { Logger } from 'pino';
import type { Caller } from '../middleware/caller.ts';
import type { ResolvedOptions } from '../options.ts';
import type { RunOutcome, Store } from '../store/store.ts';
import type { Outbox } from '../upstream/outbox/outbox.ts';
import { toVisitorError } from '../upstream/visitor-error.ts';
import type { Ask, Asker } from './asker.ts';
import { Checkpoints } from './checkpoints.ts';
import type { Run, StopReason } from './run.ts';
import { tellDelta, tellRest } from './tell-delta.ts';
import { ThinkTags } from './think-tags.ts';

const longestReply = 1_000_000;
/** Text and thinking, in bytes: a model that never ends its thinking is ended. */
const longestStream = 4_000_000;
/** No reply takes more, whatever the gateway says. */
const mostTokens = 10_000_000;

export interface RunExecutorOptions {
  asker: Asker;
  store: Store;
  outbox: Outbox;
  options: ResolvedOptions;
}

/** What the stream has told beside its text. */
interface Told {
  /** What the question and its history take, once the gateway has begun to answer; estimated. */
  asked?: number;
  /** What text and reasoning take; estimated. */
  streamed: number;
  finishReason?: string;
  generationId?: string;
  usage?: TokenUsage;
}

/** Reads one reply from the gateway into its run, and settles it in the store whatever happens. */
export class RunExecutor {
  readonly #asker: Asker;
  readonly #store: Store;
  readonly #outbox: Outbox;
  readonly #options: ResolvedOptions;
  readonly #logger: Logger;
  readonly #checkpoints: Checkpoints;
  /** Until when the last beat leased what was there. */
  #leasedUntil = 0;

  constructor({ asker, store, outbox, options }: RunExecutorOptions) {
    this.#asker = asker;
    this.#store = store;
    this.#outbox = outbox;
    this.#options = options;
    this.#logger = options.logger;
    this.#checkpoints = new Checkpoints({ onKept: () => this.#tidy() });
  }

  /** After a pause longer than a lease: what this process still has in hand is not abandoned. */
  async renewLeases(): Promise<void> {
    if (Date.now() > this.#leasedUntil) await this.#checkpoints.keep();
  }

  /** `ask` where the gateway has been asked already. Resolves to the tokens that it took. */
  async execute(run: Run, caller: Caller, ask?: Ask): Promise<number> {
    const { requestId } = caller;
    const { conversation, message, reply } = run.started;
    run.publish('accepted', { conversation, message, reply, run_id: run.stored.id });
    // What a reply that goes on begins with.
    if (run.text) run.publish('snapshot', run.snapshot);
    const told: Told = { streamed: 0 };
    const leave = this.#checkpoints.join(() => this.#checkpoint(run, told));
    let outcome: Omit<RunOutcome, 'text' | 'lastEventId'>;
    try {
      const asked = ask ?? (await this.#ask(run, caller));
      const stream = await asked.follow((position) => run.publish('queued', { position }));
      told.asked = asked.tokens;
      await this.#read(stream, run, told);
      outcome = judge(told.finishReason);
    } catch (error) {
      outcome = this.#explain(run, error, requestId);
    } finally {
      leave();
    }
    try {
      const { finishReason, generationId, usage } = told;
      await this.#settle(run, {
        ...(finishReason && { finishReason }),
        ...(generationId && { generationId }),
        ...(usage && { usage }),
        ...outcome,
      });
    } catch (error) {
      this.#logger.error({ err: error, runId: run.stored.id }, 'a reply could not be settled');
      run.publish('error', {
        error: toVisitorError(error).toBody(requestId),
        message: { ...reply, status: 'incomplete', text: run.text, reason: 'interrupted' },
      });
    }
    return tokensOf(told, outcome.status);
  }

  async #ask(run: Run, place: Caller): Promise<Ask> {
    const { conversation, message } = run.started;
    const branch = await this.#store.getBranch(conversation.id, message.id);
    return this.#asker.ask({ branch, begun: run.text, place, signal: run.signal });
  }

  async #read(stream: ChatCompletionStream, run: Run, told: Told): Promise<void> {
    run.thinking.pause();
    const tags = new ThinkTags();
    try {
      await stream.each((chunk) => {
        if (stream.generationId) told.generationId = stream.generationId;
        if (chunk.usage) {
          const { prompt_tokens: input_tokens, completion_tokens: output_tokens } = chunk.usage;
          told.usage = { input_tokens, output_tokens };
        }
        const choice = chunk.choices[0];
        told.streamed += tellDelta(run, tags, choice?.delta);
        if (choice?.finish_reason) told.finishReason = choice.finish_reason;
        const isTooLong = run.length > longestReply || told.streamed > longestStream;
        if (isTooLong) told.finishReason = 'length';
        return !isTooLong;
      });
    } finally {
      tellRest(run, tags);
    }
  }

  /** What an interrupted stream means for the reply. */
  #explain(
    run: Run,
    error: unknown,
    requestId: string | undefined,
  ): Omit<RunOutcome, 'text' | 'lastEventId'> {
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

  async #settle(run: Run, outcome: Omit<RunOutcome, 'text' | 'lastEventId'>): Promise<void> {
    const { generationId, ...rest } = outcome;
    const kept = await this.#store.finishRun(run.stored, {
      ...rest,
      // Without a word there is nothing to rate.
      ...(generationId && run.hasNewText && { generationId }),
      ...soFar(run),
      lastEventId: run.lastEventId + 1,
    });
    if (!kept) return this.#settledElsewhere(run);
    this.#outbox.wake();
    const { text } = run;
    // The log of an ended run stays for a while: with its text once, not also as the store's copy of it.
    const message = kept.text === text ? { ...kept, text } : kept;
    const { finishReason: finish_reason = 'stop', usage, reason, error } = outcome;
    if (outcome.status === 'complete') {
      const shown = message.usage && { usage: message.usage };
      run.publish('done', { message, finish_reason, ...shown }, usage);
    } else if (error) {
      run.publish('error', { error, message }, usage);
    } else {
      run.publish('incomplete', { message, reason: reason ?? 'interrupted' }, usage);
    }
  }

  /** The lease was lost, or the conversation is gone: what the store holds now is what readers get. */
  async #settledElsewhere(run: Run): Promise<void> {
    const { visitor, messageId } = run.stored;
    const kept = await this.#store.getMessage(visitor, messageId);
    const message = kept?.message ?? {
      ...run.started.reply,
      status: 'incomplete' as const,
      text: run.text,
    };
    const reason = message.reason ?? 'interrupted';
    run.publish('incomplete', { message: { ...message, reason }, reason });
  }

  async #checkpoint(run: Run, { generationId }: Told): Promise<void> {
    const leaseUntil = Date.now() + this.#options.leaseMs;
    try {
      const kept = await this.#store.checkpointRun(run.stored, {
        ...soFar(run),
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

/** What the gateway counted; for a reply that was cut short, what we can tell. One that failed took nothing. */
function tokensOf({ usage, asked, streamed }: Told, status: RunOutcome['status']): number {
  const counted = usage ? usage.input_tokens + usage.output_tokens : Number.NaN;
  if (Number.isSafeInteger(counted) && counted >= 0) return Math.min(counted, mostTokens);
  if (asked === undefined || status === 'failed') return 0;
  return asked + Math.ceil(streamed / 3);
}

/** What there is of the reply, for the store. */
function soFar({ text, thinking }: Run): Pick<RunOutcome, 'text' | 'reasoning' | 'reasoningMs'> {
  const { text: reasoning, ms } = thinking;
  return { text, ...(ms !== undefined && { reasoning, reasoningMs: ms }) };
}

/** Complete means the model came to its own end. */
function judge(finishReason: string | undefined): Omit<RunOutcome, 'text' | 'lastEventId'> {
  if (finishReason === 'stop' || finishReason === 'tool_calls') return { status: 'complete' };
  if (finishReason === 'length') return { status: 'incomplete', reason: 'length' };
  return { status: 'incomplete', reason: 'interrupted' };
}

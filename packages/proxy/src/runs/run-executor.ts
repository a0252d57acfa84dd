import { type NexevoClient, NexevoError } from '@nexevo/client';
import type { TokenUsage } from '@nexevo/protocol';
import type { Logger } from 'pino';
import { buildHistory } from '../history.ts';
import type { ResolvedOptions } from '../options.ts';
import type { RunOutcome, Store } from '../store/store.ts';
import type { Journal } from '../upstream/journal.ts';
import { toVisitorError } from '../upstream/visitor-error.ts';
import type { Run, StopReason } from './run.ts';

/** How long a run is believed alive after its last checkpoint. */
export const leaseMs = 15_000;
const checkpointEveryMs = 1000;
const longestReply = 1_000_000;

export interface RunExecutorOptions {
  client: NexevoClient;
  store: Store;
  journal: Journal;
  options: ResolvedOptions;
}

/** What the stream has told beside its text. */
interface Told {
  finishReason?: string;
  generationId?: string;
  usage?: TokenUsage;
}

/** Reads one reply from the gateway into its run, and settles it in the store whatever happens. */
export class RunExecutor {
  readonly #client: NexevoClient;
  readonly #store: Store;
  readonly #journal: Journal;
  readonly #options: ResolvedOptions;
  readonly #logger: Logger;

  constructor({ client, store, journal, options }: RunExecutorOptions) {
    this.#client = client;
    this.#store = store;
    this.#journal = journal;
    this.#options = options;
    this.#logger = options.logger;
  }

  async execute(run: Run): Promise<void> {
    const { conversation, message, reply } = run.started;
    run.publish('accepted', { conversation, message, reply, run_id: run.stored.id });
    const checkpoint = setInterval(() => this.#checkpoint(run), checkpointEveryMs);
    const told: Told = {};
    let outcome: Omit<RunOutcome, 'text' | 'lastEventId'>;
    try {
      await this.#stream(run, told);
      outcome = judge(told.finishReason);
    } catch (error) {
      outcome = this.#explain(run, error);
    } finally {
      clearInterval(checkpoint);
    }
    try {
      await this.#settle(run, { ...told, ...outcome });
    } catch (error) {
      this.#logger.error({ err: error, runId: run.stored.id }, 'a reply could not be settled');
      run.publish('error', {
        error: toVisitorError(error).toBody(),
        message: { ...reply, status: 'incomplete', text: run.text, reason: 'interrupted' },
      });
    }
  }

  async #stream(run: Run, told: Told): Promise<void> {
    const { conversation, message } = run.started;
    const { messages: branch } = await this.#store.getBranch(conversation.id, { leaf: message.id });
    const { model, systemPrompt, historyTokens, replyTokens } = this.#options;
    const stream = await this.#client.chat.completions.stream(
      {
        model,
        messages: buildHistory(branch, { systemPrompt, tokens: historyTokens }),
        stream_options: { include_usage: true },
        ...(replyTokens !== undefined && { max_tokens: replyTokens }),
      },
      { signal: run.signal },
    );
    if (stream.generationId) told.generationId = stream.generationId;
    for await (const chunk of stream) {
      if (chunk.nexevo) told.generationId = chunk.nexevo.generation_id;
      if (chunk.usage) {
        const { prompt_tokens: input_tokens, completion_tokens: output_tokens } = chunk.usage;
        told.usage = { input_tokens, output_tokens };
      }
      const choice = chunk.choices[0];
      if (choice?.delta.reasoning_content) {
        run.publish('reasoning', { text: choice.delta.reasoning_content });
      }
      if (choice?.delta.content) run.publish('delta', { text: choice.delta.content });
      if (choice?.finish_reason) told.finishReason = choice.finish_reason;
      if (run.text.length > longestReply) {
        told.finishReason = 'length';
        return;
      }
    }
  }

  /** What an interrupted stream means for the reply. */
  #explain(run: Run, error: unknown): Omit<RunOutcome, 'text' | 'lastEventId'> {
    if (run.signal.aborted)
      return { status: 'incomplete', reason: run.signal.reason as StopReason };
    const visitorError = toVisitorError(error);
    const { traceId } = visitorError;
    this.#logger.error(
      { err: error, traceId, code: visitorError.code, runId: run.stored.id },
      `reply failed: ${error instanceof NexevoError ? error.message : 'unexpected error'}`,
    );
    if (run.text !== '') return { status: 'incomplete', reason: 'upstream_lost' };
    // Nothing was written, so there is nothing to rate.
    return { status: 'failed', error: visitorError.toBody(), generationId: undefined };
  }

  async #settle(run: Run, outcome: Omit<RunOutcome, 'text' | 'lastEventId'>): Promise<void> {
    const message = await this.#store.finishRun(run.stored, {
      ...outcome,
      text: run.text,
      lastEventId: run.lastEventId + 1,
    });
    if (!message) {
      // Another owner or a deletion has settled it; readers are told by reading again.
      const { reply } = run.started;
      run.publish('incomplete', {
        message: { ...reply, status: 'incomplete' },
        reason: 'interrupted',
      });
      return;
    }
    this.#journal.append(run.stored.visitor, message);
    const { finishReason: finish_reason = 'stop', usage, reason, error } = outcome;
    if (outcome.status === 'complete') {
      run.publish('done', { message, finish_reason, ...(usage && { usage }) });
    } else if (error) {
      run.publish('error', { error, message });
    } else {
      run.publish('incomplete', { message, reason: reason ?? 'interrupted' });
    }
  }

  async #checkpoint(run: Run): Promise<void> {
    try {
      const leaseUntil = Date.now() + leaseMs;
      const kept = await this.#store.checkpointRun(run.stored, { text: run.text, leaseUntil });
      if (!kept) run.stop('shutdown');
    } catch (error) {
      this.#logger.error({ err: error, runId: run.stored.id }, 'a checkpoint could not be written');
    }
  }
}

/** Complete means the model came to its own end. */
function judge(finishReason: string | undefined): Omit<RunOutcome, 'text' | 'lastEventId'> {
  if (finishReason === 'stop' || finishReason === 'tool_calls') return { status: 'complete' };
  if (finishReason === 'length') return { status: 'incomplete', reason: 'length' };
  return { status: 'incomplete', reason: 'interrupted' };
}

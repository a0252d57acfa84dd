import type { ChatCompletionStream, ChatMessage, NexevoClient } from '@nexevo/client';
import { buildHistory, estimateTokens, goOn, historyReach, type Spoken } from '../history.ts';
import type { ResolvedOptions } from '../options.ts';
import type { Place } from '../upstream/queue/fair-line.ts';
import type { ChatPass } from '../upstream/queue/upstream-queue.ts';

export interface AskInput {
  /** Ends with the question, oldest first; as much of it as {@link Asker.reach} asks for. */
  branch: readonly Spoken[];
  /** What there is of a reply that goes on. */
  begun?: string;
  place: Place;
  /** Ends the request, and with it the reply. */
  signal: AbortSignal;
}

/** What becomes of a question on its way. */
type Journey = Pick<ChatPass, 'moved' | 'taken'>;

/** A reply that the gateway was asked for. Until somebody follows, it remembers what they are to hear. */
export class Ask {
  readonly #tokens: number;
  #isTaken = false;
  readonly #stream: Promise<ChatCompletionStream>;
  #position: number | undefined;
  #moved: ((position: number) => void) | undefined;

  /** `tokens`: what question and history take; estimated. */
  constructor(tokens: number, send: (journey: Journey) => Promise<ChatCompletionStream>) {
    this.#tokens = tokens;
    this.#stream = send({
      moved: (position) => {
        this.#position = position;
        this.#moved?.(position);
      },
      taken: () => {
        this.#isTaken = true;
      },
    });
    // Whoever follows hears of it.
    this.#stream.catch(() => {});
  }

  /** What question and history took: nothing while the gateway has not got them, or when it refused them. */
  get tokens(): number {
    return this.#isTaken ? this.#tokens : 0;
  }

  /** Resolves with the head of the answer. `moved` is told the place in the line, where there is one, and each change. */
  follow(moved: (position: number) => void): Promise<ChatCompletionStream> {
    this.#moved = moved;
    if (this.#position !== undefined) moved(this.#position);
    return this.#stream;
  }
}

/** Puts questions to the gateway, with the operator's prompt and as much of what was said before as may go along. */
export class Asker {
  readonly #client: NexevoClient;
  readonly #options: ResolvedOptions;

  constructor({ client, options }: { client: NexevoClient; options: ResolvedOptions }) {
    this.#client = client;
    this.#options = options;
  }

  /** How far back from a question its history may reach; that far the branch has to be read. */
  reach(): (message: Spoken) => boolean {
    return historyReach(this.#options.historyTokens);
  }

  ask({ branch, begun, place: { group, member }, signal }: AskInput): Ask {
    const { model, systemPrompt, historyTokens, replyTokens, timeouts } = this.#options;
    const messages = buildHistory(branch, { systemPrompt, tokens: historyTokens });
    if (begun) messages.push(...goOn(begun));
    const body = {
      model,
      messages,
      stream_options: { include_usage: true },
      ...(replyTokens !== undefined && { max_tokens: replyTokens }),
    };
    return new Ask(sizeOf(messages), (journey) =>
      this.#client.chat.completions.stream(body, {
        signal,
        timeout: timeouts.chatMs,
        pass: { group, member, ...journey } satisfies ChatPass,
      }),
    );
  }
}

function sizeOf(messages: ChatMessage[]): number {
  return messages.reduce((sum, { content }) => sum + estimateTokens(content), 0);
}

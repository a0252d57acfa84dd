import type { Problem } from '../conversation.ts';
import type { NexevoChatHistory } from './history.ts';
import type { HistoryTools } from './history-tools.ts';

/** Fetches what it takes to search the list and to change it. */
export class HistoryToolsLoader {
  tools: HistoryTools | undefined;
  /** Why what was asked for has not come. */
  problem: Problem | undefined;
  readonly #host: NexevoChatHistory;

  constructor(host: NexevoChatHistory) {
    this.#host = host;
  }

  readonly look = (): void => void this.load(true);

  /** Resolves when they are drawn, or cannot be had: only who asks for them, and does not just look, is told so. */
  async load(looks = false): Promise<HistoryTools | undefined> {
    if (this.tools) return this.tools;
    const loaded = await import('./history-tools.ts').catch(() => undefined);
    const before = this.problem;
    if (loaded || !looks) this.problem = loaded ? undefined : { code: 'network' };
    this.tools ??= loaded && new loaded.HistoryTools(this.#host);
    if (loaded || this.problem !== before) this.#host.requestUpdate();
    await this.#host.updateComplete;
    return this.tools;
  }
}

import type { LitElement, ReactiveController } from 'lit';
import type { Problem } from '../conversation.ts';
import { adoptStyles } from '../markdown/adopt-styles.ts';
import type * as RowTools from './row-tools.ts';

/** The menu of a row and the field for its title: a chunk that comes when somebody turns to a row. */
export class RowToolsController implements ReactiveController {
  tools: typeof RowTools | undefined;
  /** Why what was asked for has not come. */
  problem: Problem | undefined;
  readonly #host: LitElement;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  /** The list may stand in another root than before. */
  hostConnected(): void {
    if (this.tools) adoptStyles(this.#host, this.tools.rowMenuStyles.styleSheet!);
  }

  readonly look = (): void => void this.load(true);

  /** Resolves when they are drawn, or cannot be had: only who asks for them, and does not just look, is told so. */
  async load(looks = false): Promise<typeof RowTools | undefined> {
    if (this.tools) return this.tools;
    const loaded = await import('./row-tools.ts').catch(() => undefined);
    if (loaded || !looks) this.problem = loaded ? undefined : { code: 'network' };
    this.tools ??= loaded;
    this.hostConnected();
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    return this.tools;
  }
}

import { attempt, forgetKept, keptPrefix } from './kept-storage.ts';

/** What a bubble keeps in this browser once it has been opened, which the chat notes, or has greeted; per proxy. */
export class BubbleMemory {
  readonly #prefix: string;

  constructor(endpoint: string | undefined) {
    this.#prefix = keptPrefix(endpoint);
  }

  /** Whether the visitor left it open in this tab; `undefined` before they ever opened it. */
  get open(): boolean | undefined {
    const kept = attempt(() => sessionStorage.getItem(`${this.#prefix}open`));
    return kept ? kept === 'true' : undefined;
  }

  /** Whether a bubble opens by itself: as the visitor left it, else as the page asks. Never over all of a small page. */
  opens(asked: boolean): boolean {
    const { open = asked } = this;
    return open && (asked || !matchMedia('(max-width: 520px), (max-height: 480px)').matches);
  }

  /** Whether it has greeted today. Where nothing can be kept it always has: better never than on every page. */
  get greeted(): boolean {
    const kept = attempt(() => [localStorage.getItem(`${this.#prefix}greeted`)]);
    return !kept || kept[0] === today();
  }

  noteGreeting(): void {
    attempt(() => localStorage.setItem(`${this.#prefix}greeted`, today()));
  }

  /** With all that the chat keeps beside it. */
  forgetAll(): void {
    forgetKept(this.#prefix);
  }
}

function today(): string {
  return new Date().toDateString();
}

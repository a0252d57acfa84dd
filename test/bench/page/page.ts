import { contestant } from 'virtual:contestant';
import type { Turn } from '../contestants/contestant.ts';
import { type FrameReport, Frames, nextFrame } from './frames.ts';
import { readTokens } from './read-tokens.ts';
import { whyNotShown } from './shown.ts';

const climbSteps = 60;

/** What the benchmark calls from outside. */
class BenchPage {
  readonly #scroller = document.querySelector<HTMLElement>('#scroller')!;
  readonly #root = document.querySelector<HTMLElement>('#column')!;
  readonly #frames = new Frames();
  #turns: Turn[] = [];

  /** Makes everybody ready for the answer at `url`, which no figure contains. */
  async mount(url: string): Promise<void> {
    await contestant.mount(this.#root, url);
    const toEnd = () => this.#scroller.scrollTo({ top: this.#scroller.scrollHeight });
    new ResizeObserver(toEnd).observe(this.#root);
    await this.#drawn();
  }

  /** Draws the answer at `url` as it arrives, the newest text always in view. */
  async stream(url: string): Promise<FrameReport> {
    this.#frames.start();
    if (contestant.stream) {
      await contestant.stream();
    } else {
      for await (const token of readTokens(url)) contestant.append!(token);
      await contestant.end!();
    }
    await this.#drawn();
    return this.#frames.stop();
  }

  /** Fetches the conversation at `url`, which no figure contains. */
  async prepare(url: string): Promise<void> {
    this.#turns = await (await fetch(url)).json();
  }

  /** Shows it, at its end. */
  async open(): Promise<FrameReport> {
    this.#frames.start();
    await contestant.open!(this.#root, this.#turns);
    await this.#drawn();
    const scroller = this.#scrolling();
    scroller.scrollTop = scroller.scrollHeight;
    await this.#drawn();
    return this.#frames.stop();
  }

  /** Drags the scroll bar from the end to the top, a step a frame. */
  async climb(): Promise<FrameReport> {
    this.#frames.start();
    const scroller = this.#scrolling();
    const start = scroller.scrollTop;
    for (let step = climbSteps - 1; step >= 0; step--) {
      scroller.scrollTop = (start * step) / climbSteps;
      await nextFrame();
    }
    // What is drawn only now may push the top away.
    while (scroller.scrollTop > 0) {
      scroller.scrollTop = 0;
      await nextFrame();
    }
    await this.#drawn();
    return this.#frames.stop();
  }

  /** Why the end of the answer is not on the screen; empty when it is. */
  missingEnd(sentence: string): string {
    return whyNotShown(sentence, 'end');
  }

  /** Why the first message is not on the screen; empty when it is. */
  missingStart(): string {
    return whyNotShown(this.#turns[0]!.text, 'start');
  }

  #scrolling(): HTMLElement {
    return contestant.scroller?.() ?? this.#scroller;
  }

  async #drawn(): Promise<void> {
    await nextFrame();
    await nextFrame();
  }
}

declare global {
  var bench: BenchPage;
}

globalThis.bench = new BenchPage();

import { adoptStyles } from '../markdown/adopt-styles.ts';
import { colorStyles } from './color-styles.ts';
import { ColoredCode } from './colored-code.ts';
import { loadLanguage } from './languages.ts';

/** How many milliseconds at a time are taken, of those in which the browser has nothing to do. */
const slice = 8;
const timeout = 300;
/** How many milliseconds pass between two looks at what grows or scrolls. */
const pause = 150;

/** Reads and paints the code that is in view. What leaves the view, or the page, is released. */
export class ColorQueue {
  readonly #codes = new WeakMap<Element, ColoredCode>();
  readonly #visible = new Set<ColoredCode>();
  readonly #roots = new WeakSet<Node>();
  readonly #observer = new IntersectionObserver((entries) => this.#look(entries));
  #asked = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  add(text: Text, language: string, whole: boolean): void {
    const element = text.parentElement;
    if (!element) return;
    const code = this.#codes.get(element) ?? this.#observe(element, text, language);
    code.whole ||= whole;
    if (this.#visible.has(code)) this.#askSoon();
  }

  #observe(element: Element, text: Text, language: string): ColoredCode {
    const code = new ColoredCode(text);
    this.#codes.set(element, code);
    void loadLanguage(language).then((mode) => {
      code.mode = mode;
      if (mode) this.#observer.observe(element);
    });
    return code;
  }

  #look(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const code = this.#codes.get(target)!;
      if (isIntersecting) {
        this.#visible.add(code);
        this.#enter(target);
      } else {
        this.#visible.delete(code);
        code.unpaint();
      }
    }
    this.#ask();
  }

  /** The lines in view change with every scrolling, which no event tells across a shadow root. */
  #enter(element: Element): void {
    adoptStyles(element, colorStyles);
    for (const root of [element.getRootNode(), document]) {
      if (this.#roots.has(root)) continue;
      this.#roots.add(root);
      root.addEventListener('scroll', () => this.#askSoon(), { capture: true, passive: true });
    }
  }

  /** Text that grows and a view that follows it ask in every frame; to answer each would be dear. */
  #askSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#ask();
    }, pause);
  }

  #ask(): void {
    if (this.#asked || this.#visible.size === 0) return;
    this.#asked = true;
    const work = (time: number) => {
      this.#asked = false;
      this.#work(performance.now() + Math.min(time, slice));
    };
    // Safari has no idle time to ask for.
    if (!globalThis.requestIdleCallback) setTimeout(() => work(slice / 2), 50);
    else {
      requestIdleCallback((idle) => work(idle.didTimeout ? slice / 2 : idle.timeRemaining()), {
        timeout,
      });
    }
  }

  #work(until: number): void {
    let unread = false;
    for (const code of this.#visible) {
      code.read(until);
      code.paint();
      unread ||= code.unread;
    }
    if (unread) this.#ask();
  }
}

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from './browser.ts';

const rootOf = `const root = document.querySelector('nexevo-chat')?.shadowRoot;`;

/** Somebody with a pointer and a keyboard before a page with a chat. */
export class Visitor {
  readonly browser: Browser;
  readonly #folder: string;

  constructor(browser: Browser, folder: string) {
    this.browser = browser;
    this.#folder = folder;
  }

  /** Evaluates an expression over `root`, the chat's shadow root. */
  look(expression: string): Promise<unknown> {
    return this.browser.run(`${rootOf} return ${expression};`);
  }

  /** Waits until an expression over `root` holds. */
  async sees(expression: string): Promise<void> {
    const found = await this.browser.run(`const late = Date.now() + 25_000;
      for (;;) {
        ${rootOf}
        if (root && (${expression})) return true;
        if (Date.now() > late) return false;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }`);
    if (!found) throw new Error(`Never came true: ${expression}`);
  }

  /** Clicks the last one there is, where it stands when it stands still. */
  async click(selector: string): Promise<void> {
    await this.sees(`root.querySelector('${selector}')`);
    const [x, y] = (await this.browser.run(`${rootOf}
      const element = [...root.querySelectorAll('${selector}')].at(-1);
      element.scrollIntoView({ block: 'nearest' });
      for (let before = ''; ; ) {
        const { x, y, width, height } = element.getBoundingClientRect();
        const now = [Math.round(x + width / 2), Math.round(y + height / 2)];
        if (before === String(now)) return now;
        before = String(now);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }`)) as [number, number];
    const moves = [
      { type: 'pointerMove', x, y, duration: 0, origin: 'viewport' },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ];
    await this.browser.perform([{ type: 'pointer', id: 'mouse', actions: moves }]);
  }

  /** Keys one after another; those without a character by their WebDriver code point. */
  async type(keys: string): Promise<void> {
    const actions = [...keys].flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]);
    await this.browser.perform([{ type: 'key', id: 'keyboard', actions }]);
  }

  async ask(text: string): Promise<void> {
    await this.click('[part~=input]');
    await this.type(`${text}${enter}`);
  }

  /** Until the newest reply is over. */
  answered(): Promise<void> {
    return this.sees(
      `!root.querySelector('.stop') && [...root.querySelectorAll('.theirs')].at(-1)?.ariaBusy === 'false'`,
    );
  }

  async picture(name: string): Promise<void> {
    const file = `${this.browser.name.replace(/\W.*/, '').toLowerCase()}-${name}.png`;
    writeFileSync(join(this.#folder, file), await this.browser.screenshot());
  }
}

export const enter = '\uE007';
export const escapes = '\uE00C';
export const arrowUp = '\uE013';
export const deletes = '\uE017';

import { expect, type Locator, type Page } from 'playwright/test';

/** The chat as its user meets it: by roles and names, from outside its shadow roots. */
export class Chat {
  readonly page: Page;
  readonly input: Locator;
  readonly sendButton: Locator;
  readonly stopButton: Locator;
  /** The visitor's messages, with what stands around their words. */
  readonly asked: Locator;
  /** The visitor's words alone. */
  readonly questions: Locator;
  readonly replies: Locator;

  constructor(page: Page) {
    this.page = page;
    this.input = page.getByRole('textbox', { name: 'Your message' });
    this.sendButton = page.getByRole('button', { name: 'Send', exact: true });
    this.stopButton = page.getByRole('button', { name: 'Stop the reply' });
    this.asked = page.getByRole('article', { name: 'You' });
    this.questions = this.asked.locator('.bubble');
    this.replies = page.getByRole('article', { name: 'Assistant' });
  }

  async ask(text: string): Promise<void> {
    await this.input.fill(text);
    // Not while a conversation is being read, or a reply still written: Enter then does nothing.
    await expect(this.sendButton).toHaveAttribute('aria-disabled', 'false');
    await this.input.press('Enter');
    await expect(this.questions.last()).toContainText(text);
  }

  /** Waits until the last reply is written. */
  async answered(): Promise<Locator> {
    const reply = this.replies.last();
    await expect(reply).toHaveAttribute('aria-busy', 'false', { timeout: 20_000 });
    return reply;
  }

  /** Asks, and says how long the reply's text was at each frame in which it had grown. */
  async watch(ask: () => Promise<void>): Promise<number[]> {
    await this.page.evaluate(() => {
      const lengths: number[] = [];
      Object.assign(globalThis, { lengths });
      requestAnimationFrame(function look() {
        const chat = document.querySelector('nexevo-chat')?.shadowRoot;
        const length = chat?.querySelector('nexevo-chat-markdown')?.textContent?.length ?? 0;
        if (length > (lengths.at(-1) ?? 0)) lengths.push(length);
        requestAnimationFrame(look);
      });
    });
    await ask();
    await this.answered();
    return this.page.evaluate(() => (globalThis as unknown as { lengths: number[] }).lengths);
  }

  /** What the clipboard has after a press on the button in `place` that copies. */
  async copyOf(place: Locator): Promise<string> {
    await this.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await this.page.evaluate(() => navigator.clipboard.writeText(''));
    await place.getByRole('button', { name: 'Copy', exact: true }).last().click();
    const read = () => this.page.evaluate(() => navigator.clipboard.readText());
    await expect.poll(read).not.toBe('');
    return read();
  }

  /** Open and at rest: a wide chat opens it by itself, as soon as it knows that it is wide. */
  async openHistory(): Promise<Locator> {
    const button = this.page.getByRole('button', { name: 'Conversations', exact: true });
    const list = this.page.locator('nexevo-chat-history');
    await expect(async () => {
      if ((await button.getAttribute('aria-expanded')) === 'false') await button.click();
      await expect(list).toBeVisible({ timeout: 2000 });
    }).toPass();
    await list.evaluate((element) => {
      const drawer = element.closest('.history')!;
      return Promise.all(drawer.getAnimations().map(({ finished }) => finished));
    });
    return list;
  }
}

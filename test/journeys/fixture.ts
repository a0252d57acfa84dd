import { type BrowserContext, test as base, expect } from 'playwright/test';
import { Chat } from './chat.ts';
import { Site } from './site.ts';

interface Journey {
  /** Tokens a second of the local assistant. */
  pace: number;
  site: Site;
  /** The chat on the proxy's own page, open. */
  chat: Chat;
}

interface Watched {
  /** What a browser asked that is not on this machine. */
  foreign: string[];
  /** Another visitor, or another device of the same one; closed at the end. */
  openContext(): Promise<BrowserContext>;
}

/** Whatever a journey is about: its browser asks nobody but this machine. */
export const watched = base.extend<Watched>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names from the pattern.
  foreign: async ({}, use) => {
    const foreign: string[] = [];
    await use(foreign);
    expect(foreign, 'third parties that were asked').toEqual([]);
  },
  context: async ({ context, foreign }, use) => {
    watch(context, foreign);
    await use(context);
  },
  openContext: async ({ browser, foreign }, use) => {
    const opened: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext();
      watch(context, foreign);
      opened.push(context);
      return context;
    });
    for (const context of opened) await context.close();
  },
});

function watch(context: BrowserContext, foreign: string[]): void {
  context.on('request', (request) => {
    const { protocol, hostname, href } = new URL(request.url());
    if (/^(?:http|ws)/.test(protocol) && !/^(?:127\.0\.0\.1|localhost)$/.test(hostname))
      foreign.push(href);
  });
}

/** Each journey has a site of its own. */
export const test = watched.extend<Journey>({
  pace: [400, { option: true }],
  site: async ({ pace }, use) => {
    const site = await Site.open({ pace });
    await use(site);
    await site.close();
  },
  chat: async ({ page, site }, use) => {
    await page.goto(site.ownOrigin);
    await use(new Chat(page));
  },
});

export { expect };

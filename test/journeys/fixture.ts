import { test as base } from 'playwright/test';
import { Chat } from './chat.ts';
import { Site } from './site.ts';

interface Journey {
  /** Tokens a second of the local assistant. */
  pace: number;
  site: Site;
  /** The chat on the proxy's own page, open. */
  chat: Chat;
}

/** Each journey has a site of its own. */
export const test = base.extend<Journey>({
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

export { expect } from 'playwright/test';

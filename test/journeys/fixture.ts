import { test as base, expect } from 'playwright/test';
import { Chat } from './chat.ts';
import { Site } from './site.ts';

interface Journey {
  /** Tokens a second of the local assistant. */
  pace: number;
  site: Site;
  /** The chat on the proxy's own page, open. */
  chat: Chat;
}

/** Whatever a journey is about: its browser asks nobody but this machine. */
export const watched = base.extend({
  context: async ({ context }, use) => {
    const foreign: string[] = [];
    context.on('request', (request) => {
      const { protocol, hostname, href } = new URL(request.url());
      if (/^(?:http|ws)/.test(protocol) && !/^(?:127\.0\.0\.1|localhost)$/.test(hostname))
        foreign.push(href);
    });
    await use(context);
    expect(foreign, 'third parties that were asked').toEqual([]);
  },
});

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

import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { Chat } from './chat.ts';
import { expect, test } from './fixture.ts';
import { HeldModel } from './held-model.ts';
import { Site } from './site.ts';

test.slow();

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const stated = Number(/\*\*([\d.]+) KB gzip\*\*/.exec(readme)![1]);

/** What most replies are made of. Tables, code and the like bring chunks of their own. */
const question = `it:

## A heading

A **strong** word, an *emphasized* one, \`code\` and [a link](https://example.com).

- one
- two

1. first
2. second`;

test('a chunk that could not be fetched is asked for again', async ({ page, site }) => {
  const asked: string[] = [];
  await page.route('**/assets/define-history-*', (route) => {
    asked.push(route.request().resourceType());
    return asked.length === 1 ? route.abort() : route.continue();
  });
  await page.goto(site.ownOrigin);
  await expect.poll(() => asked.length).toBe(1);
  const toggle = page.getByRole('button', { name: 'Conversations', exact: true });
  await toggle.click();
  await toggle.click();
  await expect(page.getByText('Your conversations will appear here.')).toBeVisible();
  // What a browser would remember as failed was not asked for until it could be had.
  expect(asked).toEqual(['fetch', 'fetch', 'script']);
});

test('a chunk that cannot be had is not asked for with each change', async ({ chat, page }) => {
  await chat.ask('Hello');
  await chat.answered();
  await page.evaluate(async () => {
    const [key] = Object.keys(localStorage).filter((name) => /^nexevo:.*:session$/.test(name));
    const { token } = JSON.parse(localStorage.getItem(key!)!);
    const address = `${key!.slice('nexevo:'.length, -':session'.length)}/conversations`;
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    for (let count = 0; count < 31; count += 1) {
      const body = JSON.stringify({ title: `Subject ${count}` });
      const response = await fetch(address, { method: 'POST', headers, body });
      if (!response.ok) throw new Error(await response.text());
    }
  });
  let asked = 0;
  await page.route('**/assets/history-tools-*', (route) => {
    asked += 1;
    return route.abort();
  });
  await page.reload();
  await expect.poll(() => asked).toBe(1);
  await chat.ask('And now?');
  await chat.answered();
  expect(asked).toBe(1);
  // Who asks for it is told.
  const retry = page.getByRole('button', { name: 'Retry', exact: true });
  await expect(retry).toHaveCount(0);
  await page.getByRole('button', { name: 'Subject 30', exact: true }).press('F2');
  await expect(retry).toBeVisible();
  const search = page.getByRole('searchbox');
  await search.fill('Subject 17');
  await page.unroute('**/assets/history-tools-*');
  await retry.click();
  await expect(retry).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Subject 17', exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Subject 18', exact: true })).toHaveCount(0);
});

for (const mode of ['inline', 'bubble'] as const) {
  test(`a first chat loads no more script than the README says (${mode})`, async ({ page }) => {
    const model = await HeldModel.open();
    const site = await Site.open({ pace: 400, llm: { url: model.url } });
    const sizes = new Map<string, Promise<number>>();
    page.on('response', (response) => {
      if (response.request().resourceType() !== 'script') return;
      const size = response.body().then((body) => gzipSync(body, { level: 9 }).length);
      sizes.set(new URL(response.url()).pathname, size);
    });
    try {
      site.pages.set('/first', {
        body: `<!doctype html><html lang="en"><title>A page</title><body>
          <script src="${site.ownOrigin}/nexevo/nexevo-chat.js" data-mode="${mode}"></script></body></html>`,
      });
      await page.goto(`${site.ownOrigin}/first`);
      if (mode === 'bubble') await page.getByRole('button', { name: 'Open the chat' }).click();
      const chat = new Chat(page);
      await chat.ask(question);
      await expect(chat.replies.last().locator('h4')).toHaveText('A heading');
      model.end(question);
      const reply = await chat.answered();
      await reply.getByRole('button', { name: 'Good reply' }).click();
      await expect(reply.getByRole('button', { name: 'Good reply' })).toHaveAttribute(
        'aria-pressed',
        'true',
      );
      await expect(page.getByRole('button', { name: 'Send feedback' })).toBeVisible();
      const loaded = await Promise.all([...sizes.values()]);
      const kilobytes = loaded.reduce((sum, size) => sum + size, 0) / 1000;
      expect(loaded.length, [...sizes.keys()].join()).toBeGreaterThan(2);
      expect(kilobytes, [...sizes.keys()].join()).toBeLessThanOrEqual(stated);
      // Each chunk is fetched and then imported; only the first time it comes over the line.
      const sent = await page.evaluate(() =>
        (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
          .filter(({ name, transferSize }) => name.includes('/assets/') && transferSize > 0)
          .map(({ name }) => name),
      );
      expect(sent.length).toBeGreaterThan(1);
      expect(sent).toEqual([...new Set(sent)]);
    } finally {
      await site.close();
      model.close();
    }
  });
}

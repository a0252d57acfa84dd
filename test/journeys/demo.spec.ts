import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Site } from '@nexevo/demo/site';
import { Chat } from './chat.ts';
import { expect, watched } from './fixture.ts';

/** What `npm start` serves. */
const test = watched.extend<{ demo: Site }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from here.
  demo: async ({}, use) => {
    const dataFolder = await mkdtemp(join(tmpdir(), 'nexevo-demo-'));
    const demo = await Site.start({ port: 0, dataFolder, hosts: [], origins: [] });
    await use(demo);
    await demo.close();
    await rm(dataFolder, { recursive: true });
  },
});

test('the first page chats, and its snippet follows the looks that were chosen', async ({
  demo,
  page,
}) => {
  const problems: string[] = [];
  page.on('console', (line) => line.type() === 'error' && problems.push(line.text()));
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(demo.url);
  await page.getByRole('button', { name: 'Show me what you can render' }).click();
  const chat = new Chat(page);
  await expect((await chat.answered()).getByRole('table')).toBeVisible();

  const snippet = page.getByRole('tabpanel');
  await expect(snippet).toContainText(`${demo.url}/nexevo/nexevo-chat.js`);
  await page.getByRole('radio', { name: 'Harbor' }).check();
  await page.getByRole('radio', { name: 'Dark' }).check();
  await expect(snippet).toContainText('--nexevo-accent: light-dark(#1d4ed8, #8fb0ff)');
  await expect(snippet).toContainText('data-theme="dark"');
  await expect(page.locator('nexevo-chat')).toHaveCSS('color-scheme', 'dark');
  await page.getByRole('tab', { name: 'Script tag' }).press('ArrowRight');
  await expect(page.getByRole('tabpanel')).toContainText('@nexevo/chat');
  expect(problems).toEqual([]);
});

test('the operator’s page opens with the code and shows what the chat has cost', async ({
  demo,
  page,
}) => {
  await page.goto(demo.url);
  const chat = new Chat(page);
  await chat.ask('What does it cost?');
  await chat.answered();

  await page.getByRole('link', { name: 'Operator', exact: true }).click();
  const code = page.getByRole('textbox', { name: /code/ });
  await code.fill('XXXX-XXXX-XXXX');
  await code.press('Enter');
  await expect(page.getByRole('alert')).toContainText('not the code');
  await code.fill(demo.operatorCode);
  await code.press('Enter');
  await expect(page.locator('nexevo-usage')).toContainText('$24.99');
  const source = await page.content();
  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, location.href]));
  for (const text of [source, stored]) {
    expect(text).not.toContain(demo.operatorCode);
    expect(text).not.toMatch(/"role":"operator"/);
  }
});

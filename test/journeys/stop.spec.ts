import { once } from 'node:events';
import type { Chat } from './chat.ts';
import { expect, test } from './fixture.ts';
import type { Site } from './site.ts';

test.use({ pace: 60 });

/** Stops a reply in its middle; returns how long the gateway went on after the proxy was told, in milliseconds. */
async function stopHalfway(chat: Chat, site: Site): Promise<number> {
  await chat.ask('Show me what you can render');
  await expect(chat.replies.last().locator('nexevo-chat-markdown')).toHaveText(/\w{3,}/);
  const closed = once(site.local.traffic, 'chat-close').then(([{ isComplete }]) => ({
    at: performance.now(),
    isComplete,
  }));
  await chat.stopButton.click();
  const { at, isComplete } = await closed;
  expect(isComplete).toBe(false);
  await expect((await chat.answered()).getByText('Stopped', { exact: true })).toBeVisible();
  return at - (site.stops.at(-1) ?? 0);
}

test('Stop ends the upstream call within 50 ms, and keeps and marks what was written', async ({
  chat,
  page,
  site,
}) => {
  // A busy machine may hold up any one of them; the fastest tells what the code does.
  const times = [];
  for (let attempt = 0; attempt < 3; attempt += 1) times.push(await stopHalfway(chat, site));
  expect(Math.min(...times)).toBeLessThan(50);

  const text = await chat.replies.last().locator('nexevo-chat-markdown').innerText();
  await page.reload();
  await expect(chat.replies.last().getByText('Stopped', { exact: true })).toBeVisible();
  await expect(chat.replies.last().locator('nexevo-chat-markdown')).toHaveText(text, {
    useInnerText: true,
  });
});

import { once } from 'node:events';
import type { Chat } from './chat.ts';
import { expect, test } from './fixture.ts';
import type { Site } from './site.ts';

test.use({ pace: 60 });

/** Stops a reply in its middle; passes once the gateway's connection was left before its end. */
async function stopHalfway(chat: Chat, site: Site): Promise<void> {
  await chat.ask('Show me what you can render');
  await expect(chat.replies.last().locator('nexevo-chat-markdown')).toHaveText(/\w{3,}/);
  const closed = once(site.local.traffic, 'chat-close');
  await chat.stopButton.click();
  const [{ isComplete }] = await closed;
  expect(isComplete).toBe(false);
  await expect((await chat.answered()).getByText('Stopped', { exact: true })).toBeVisible();
}

test('Stop ends the upstream call, and keeps and marks what was written', async ({
  chat,
  page,
  site,
}) => {
  await stopHalfway(chat, site);

  const text = await chat.replies.last().locator('nexevo-chat-markdown').innerText();
  await page.reload();
  await expect(chat.replies.last().getByText('Stopped', { exact: true })).toBeVisible();
  await expect(chat.replies.last().locator('nexevo-chat-markdown')).toHaveText(text, {
    useInnerText: true,
  });
});

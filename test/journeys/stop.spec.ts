import { once } from 'node:events';
import { expect } from './fixture.ts';
import { test } from './held-journey.ts';

test('Stop ends the upstream call, and keeps and marks what was written', async ({
  chat,
  page,
  site,
}) => {
  await chat.ask('apples');
  await expect(chat.replies.last()).toContainText('About apples:');
  const closed = once(site.local.traffic, 'chat-close');
  await chat.stopButton.click();
  const [{ isComplete }] = await closed;
  expect(isComplete).toBe(false);
  await expect((await chat.answered()).getByText('Stopped', { exact: true })).toBeVisible();

  const text = await chat.replies.last().locator('nexevo-chat-markdown').innerText();
  await page.reload();
  await expect(chat.replies.last().getByText('Stopped', { exact: true })).toBeVisible();
  await expect(chat.replies.last().locator('nexevo-chat-markdown')).toHaveText(text, {
    useInnerText: true,
  });
});

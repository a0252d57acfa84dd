import { once } from 'node:events';
import { expect, test } from './fixture.ts';

test.use({ pace: 60 });

test('Stop ends the upstream call within 50 ms, and keeps and marks what was written', async ({
  chat,
  page,
  site,
}) => {
  await chat.ask('Show me what you can render');
  await expect(chat.replies.last().locator('nexevo-chat-markdown')).toHaveText(/\w{3,}/);
  const closed = once(site.local.traffic, 'chat-close').then(([{ isComplete }]) => ({
    at: performance.now(),
    isComplete,
  }));
  await chat.stopButton.click();
  const { at, isComplete } = await closed;
  expect(isComplete).toBe(false);
  expect(at - (site.stops.at(-1) ?? 0)).toBeLessThan(50);

  const reply = await chat.answered();
  await expect(reply.getByText('Stopped', { exact: true })).toBeVisible();
  const text = await reply.locator('nexevo-chat-markdown').innerText();
  await page.reload();
  await expect(chat.replies.last().getByText('Stopped', { exact: true })).toBeVisible();
  await expect(chat.replies.last().locator('nexevo-chat-markdown')).toHaveText(text, {
    useInnerText: true,
  });
});

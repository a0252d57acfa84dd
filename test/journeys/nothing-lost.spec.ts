import { once } from 'node:events';
import type { Page } from 'playwright/test';
import { Chat } from './chat.ts';
import { expect } from './fixture.ts';
import { test } from './held-journey.ts';
import type { HeldModel } from './held-model.ts';

const banner = (page: Page) => page.locator('.connection');

async function begin(chat: Chat, question: string): Promise<void> {
  await chat.ask(question);
  await expect(chat.replies.last()).toContainText(`About ${question}:`, { timeout: 20_000 });
}

async function complete(chat: Chat, model: HeldModel, question: string): Promise<void> {
  model.end(question);
  await expect(chat.replies.last()).toContainText(`that was ${question}.`, { timeout: 20_000 });
  await chat.answered();
}

test('a connection that breaks in mid-answer is taken up again', async ({
  chat,
  model,
  page,
  site,
}) => {
  await begin(chat, 'apples');
  const resumed = page.waitForRequest((request) => /\/runs\/.+\/events$/.test(request.url()));
  site.cut();
  expect(Number((await resumed).headers()['last-event-id'])).toBeGreaterThan(1);
  await complete(chat, model, 'apples');
  await expect(chat.replies).toHaveText([/About apples: that was apples\./]);
});

test('a message that is written offline waits, and is sent once when the line is back', async ({
  chat,
  context,
  model,
  page,
}) => {
  await begin(chat, 'apples');
  await complete(chat, model, 'apples');
  await context.setOffline(true);
  await expect(banner(page)).toContainText('You are offline', { timeout: 20_000 });
  await chat.ask('pears');
  await expect(page.getByText('Waiting to be sent')).toBeVisible({ timeout: 20_000 });
  await page.getByRole('button', { name: 'New chat' }).first().click();
  await expect(chat.questions).toHaveCount(0);
  await context.setOffline(false);
  const history = await chat.openHistory();
  await history.getByRole('button', { name: 'apples', exact: true }).click();
  await expect(chat.replies.last()).toContainText('About pears:', { timeout: 20_000 });
  await complete(chat, model, 'pears');
  await expect(banner(page)).toBeHidden();
  await page.reload();
  await expect(chat.questions).toHaveText(['apples', 'pears']);
});

test('a message outlives the tab it was written in', async ({
  chat,
  context,
  model,
  page,
  site,
}) => {
  await begin(chat, 'apples');
  await complete(chat, model, 'apples');
  await context.setOffline(true);
  await chat.ask('pears');
  await expect(page.getByText('Waiting to be sent')).toBeVisible({ timeout: 20_000 });
  await page.close();
  await context.setOffline(false);
  const [one, two] = [await context.newPage(), await context.newPage()];
  for (const tab of [one, two]) await tab.goto(site.ownOrigin);
  for (const tab of [one, two])
    await expect(new Chat(tab).replies.last()).toContainText('About pears:', { timeout: 20_000 });
  await complete(new Chat(one), model, 'pears');
  await new Chat(two).answered();
  for (const tab of [one, two])
    await expect(new Chat(tab).questions).toHaveText(['apples', 'pears']);
});

test('two tabs show the same conversation, and one that is closed does not disturb the other', async ({
  chat,
  context,
  model,
  page,
  site,
}) => {
  await begin(chat, 'apples');
  await complete(chat, model, 'apples');
  const tab = await context.newPage();
  await tab.goto(site.ownOrigin);
  const second = new Chat(tab);
  await expect(second.replies).toHaveCount(1);
  await begin(chat, 'pears');
  await expect(second.replies.last()).toContainText('About pears:', { timeout: 20_000 });
  await page.close();
  await complete(second, model, 'pears');
  await expect(second.questions).toHaveText(['apples', 'pears']);
});

test('a reply lands in its own conversation, however many are open, and nowhere when that was deleted', async ({
  chat,
  model,
  page,
}) => {
  await begin(chat, 'apples');
  const newChat = page.getByRole('button', { name: 'New chat' }).first();
  await newChat.click();
  await begin(chat, 'pears');
  await newChat.click();
  await begin(chat, 'plums');
  model.end('apples');
  const history = await chat.openHistory();
  const row = (title: string) => history.getByRole('button', { name: title, exact: true });
  await row('pears').press('Delete');
  await expect(row('pears')).toBeHidden();
  model.end('pears');
  await expect(chat.questions).toHaveText(['plums']);
  await row('apples').click();
  await expect(chat.replies).toContainText(['that was apples.']);
  await expect(chat.questions).toHaveText(['apples']);
  await row('plums').click();
  await complete(chat, model, 'plums');
  await expect(chat.replies).toHaveText([/About plums: that was plums\./]);
  await row('plums').press('Delete');
  await expect(chat.questions).toHaveCount(0);
});

test('a reload in mid-answer loses nothing: neither the reply nor what was typed meanwhile', async ({
  chat,
  model,
  page,
  site,
}) => {
  await begin(chat, 'apples');
  await chat.input.fill('and what about');
  await page.reload();
  await expect(chat.replies).toHaveAttribute('aria-busy', 'true');
  await expect(chat.replies).toContainText('About apples:');
  await expect(chat.input).toHaveValue('and what about');
  await complete(chat, model, 'apples');
  await expect(chat.replies).toHaveCount(1);

  // And it can still be stopped.
  await begin(chat, 'pears');
  await page.reload();
  await expect(chat.replies.last()).toContainText('About pears:');
  const closed = once(site.local.traffic, 'chat-close');
  await chat.stopButton.click();
  expect((await closed)[0].isComplete).toBe(false);
  await expect((await chat.answered()).getByText('Stopped', { exact: true })).toBeVisible();
});

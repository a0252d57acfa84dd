import { expect, test } from './fixture.ts';
import { test as held } from './held-journey.ts';

test.slow();

test('a question is edited, answered again, and every version is found again after a reload', async ({
  chat,
  page,
}) => {
  await chat.ask('What does it cost?');
  await chat.answered();
  await chat.ask('How do I install it?');
  await chat.answered();

  await chat.asked.first().hover();
  await chat.asked.first().getByRole('button', { name: 'Edit' }).click();
  const field = page.getByRole('textbox', { name: 'Your question in other words' });
  await field.fill('What would it cost me?');
  await field.press('Enter');
  await expect(chat.questions).toHaveCount(1);
  await expect(chat.questions).toContainText('What would it cost me?');
  await chat.answered();

  const again = chat.replies.last().getByRole('button', { name: 'Answer again' });
  await again.click();
  await expect(chat.replies.last().getByRole('group', { name: 'Version 2 of 2' })).toBeVisible();
  await chat.answered();

  await chat.asked.first().getByRole('button', { name: 'Previous version' }).click();
  await expect(chat.questions).toHaveCount(2);
  await expect(chat.questions.first()).toContainText('What does it cost?');
  await page.reload();
  await expect(chat.questions).toHaveCount(2);
  await expect(chat.asked.first().getByRole('group', { name: 'Version 1 of 2' })).toBeVisible();
  await chat.asked.first().getByRole('button', { name: 'Next version' }).click();
  await expect(chat.replies.first().getByRole('group', { name: 'Version 2 of 2' })).toBeVisible();
});

test('versions stand there without their words, where these cannot be fetched, and get them later', async ({
  chat,
  page,
}) => {
  await page.clock.install();
  await page.reload();
  await chat.ask('What does it cost?');
  await chat.answered();
  const words = '**/assets/en-*';
  await page.route(words, (route) => route.abort());
  const failures: Error[] = [];
  page.on('pageerror', (error) => failures.push(error));
  await chat.replies.last().getByRole('button', { name: 'Answer again' }).click();
  const versions = chat.replies.last().locator('[part=versions]');
  await expect(versions).toHaveText('2/2');
  await expect(versions).not.toHaveAccessibleName(/./);
  await chat.answered();
  expect(failures).toEqual([]);
  await page.unroute(words);
  await expect(async () => {
    await page.clock.fastForward(60_000);
    await expect(versions).toHaveAccessibleName('Version 2 of 2', { timeout: 1000 });
  }).toPass();
});

test.describe('While a long reply is being written', () => {
  test.use({ pace: 15 });

  test('it is stopped, and goes on where it was, in the same place', async ({ chat }) => {
    await chat.ask('Show me what you can render');
    const reply = chat.replies.last();
    await expect(reply.locator('nexevo-chat-markdown')).toHaveText(/\w{3,}/);
    await chat.stopButton.click();
    await expect(reply).toContainText('Stopped');
    const begun = await reply.locator('nexevo-chat-markdown').innerText();
    await reply.getByRole('button', { name: 'Continue' }).click();
    await expect(chat.stopButton).toBeVisible();
    await expect(chat.replies).toHaveCount(1);
    await expect
      .poll(async () => (await reply.locator('nexevo-chat-markdown').innerText()).length)
      .toBeGreaterThan(begun.length);
    const grown = await reply.locator('nexevo-chat-markdown').innerText();
    expect(grown.startsWith(begun.slice(0, 20))).toBe(true);
    // The rest of an answer is not another one.
    await chat.stopButton.click();
    await expect(reply).toContainText('Stopped');
    await expect(reply.getByRole('group', { name: /^Version/ })).toHaveCount(0);
  });
});

held(
  'a visitor who reads above is told that more has come, and is a press away',
  async ({ chat, model, page }) => {
    await page.setViewportSize({ width: 480, height: 400 });
    const question = 'apples and pears '.repeat(60).trim();
    await chat.ask(question);
    await expect(chat.replies).toContainText('About apples');
    await page.getByRole('log').evaluate((log) => log.scrollTo({ top: 0 }));
    const more = page.getByRole('button', { name: 'New messages' });
    await expect(more).toBeVisible();
    await more.click();
    await expect(more).toBeHidden();
    await expect(chat.replies).toBeInViewport();
    model.end(question);
    await chat.answered();
  },
);

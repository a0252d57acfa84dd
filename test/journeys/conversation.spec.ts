import { Chat } from './chat.ts';
import { expect, test } from './fixture.ts';

test.describe('a reply that takes its time', () => {
  test.use({ pace: 60 });

  for (const place of ['ownOrigin', 'otherOrigin'] as const) {
    test(`a visitor asks, watches the reply arrive, reloads, and finds it again (${place})`, async ({
      page,
      site,
    }) => {
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      await page.goto(site[place]);
      const chat = new Chat(page);
      const lengths = await chat.watch(() => chat.ask('How do I put the chat on my site?'));
      expect(new Set(lengths).size, 'the reply came in one piece').toBeGreaterThan(3);
      const text = await (await chat.answered()).locator('nexevo-chat-markdown').innerText();
      await chat.replies.last().getByRole('button', { name: 'Good reply' }).click();
      await page.getByRole('button', { name: 'Close', exact: true }).click();

      await page.reload();
      await expect(chat.questions).toHaveText('How do I put the chat on my site?');
      await expect(chat.replies.last().locator('nexevo-chat-markdown')).toHaveText(text, {
        useInnerText: true,
      });
      await expect(chat.replies.last().getByRole('button', { name: 'Good reply' })).toHaveAttribute(
        'aria-pressed',
        'true',
      );
      const history = await chat.openHistory();
      await expect(
        history.getByRole('button', { name: 'How do I put the chat on my site?', exact: true }),
      ).toBeVisible();
      expect(errors).toEqual([]);
    });
  }
});

test('conversations are started, renamed, deleted and brought back', async ({ chat, page }) => {
  await chat.ask('First subject');
  await chat.answered();
  const history = await chat.openHistory();
  await page.getByRole('button', { name: 'New chat' }).first().click();
  await chat.ask('Second subject');
  await chat.answered();
  await expect(chat.questions).toHaveText(['Second subject']);

  await chat.openHistory();
  await history.getByRole('button', { name: 'First subject', exact: true }).hover();
  await history.getByRole('button', { name: 'Options: First subject' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await history.getByRole('textbox', { name: 'New title' }).fill('A better name');
  await history.getByRole('textbox', { name: 'New title' }).press('Enter');
  await expect(history.getByRole('button', { name: 'A better name', exact: true })).toBeVisible();

  await history.getByRole('button', { name: 'A better name', exact: true }).hover();
  await history.getByRole('button', { name: 'Options: A better name' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(history.getByRole('button', { name: 'A better name', exact: true })).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await history.getByRole('button', { name: 'A better name', exact: true }).click();
  await expect(chat.questions).toHaveText(['First subject']);
});

test.describe('a longer conversation', () => {
  test('is there as a whole when it is opened again', async ({ chat, page }) => {
    test.slow();
    const questions = ['One', 'Two', 'Three', 'Four', 'Five'];
    for (const [index, question] of questions.entries()) {
      await chat.ask(question);
      await expect(chat.replies).toHaveCount(index + 1);
      await chat.answered();
      await expect(chat.sendButton).toBeVisible();
    }
    const older = page.waitForResponse('**/assets/older-messages-*');
    await page.reload();
    await older;
    await expect(page.locator('nexevo-chat .mine .bubble')).toHaveText(questions);
  });
});

import { readFile } from 'node:fs/promises';
import { Chat } from './chat.ts';
import { expect, test } from './fixture.ts';

test.slow();

test('a visitor saves the conversation, takes their data along, and deletes it', async ({
  chat,
  page,
}) => {
  await chat.ask('What does it cost?');
  await chat.answered();
  const more = page.getByRole('button', { name: 'More' });
  const choose = async (name: string) => {
    await more.click();
    await page.getByRole('menuitem', { name }).click();
  };

  const saved = page.waitForEvent('download');
  await choose('Save conversation as text');
  expect((await saved).suggestedFilename()).toBe('What-does-it-cost.md');
  expect(await readFile(await (await saved).path(), 'utf8')).toContain('What does it cost?');

  const taken = page.waitForEvent('download');
  await choose('Download my data');
  const data = JSON.parse(await readFile(await (await taken).path(), 'utf8'));
  expect(data.conversations[0].messages[0].text).toBe('What does it cost?');

  const otherTab = new Chat(await page.context().newPage());
  await otherTab.page.goto(page.url());
  await expect(otherTab.questions).toHaveCount(1);
  await otherTab.input.fill('And what');

  await choose('Delete my data…');
  await page.getByRole('button', { name: 'Delete everything' }).click();
  await expect(page.getByRole('dialog')).toContainText('Your data has been deleted.');
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(chat.questions).toHaveCount(0);
  // Nor does it stay on the screen of another tab.
  await expect(otherTab.questions).toHaveCount(0);
  await expect(otherTab.input).toHaveValue('');
  expect(await page.evaluate(() => Object.keys(localStorage).length)).toBe(0);
  await otherTab.ask('Hello');
  await otherTab.answered();
  await expect(otherTab.questions).toHaveCount(1);
  await otherTab.page.close();
  await page.reload();
  await expect(chat.input).toBeVisible();
  await expect(chat.questions).toHaveText(/Hello/);
});

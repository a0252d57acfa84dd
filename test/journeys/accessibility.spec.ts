import { expect, test } from './fixture.ts';

test.describe('on a narrow page', () => {
  test.use({ viewport: { width: 360, height: 760 } });

  test('the list takes the focus when it opens and gives it back when it closes', async ({
    chat,
    page,
  }) => {
    await chat.ask('Hello');
    await chat.answered();
    const toggle = page.getByRole('button', { name: 'Conversations', exact: true });
    await toggle.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Close conversations' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(toggle).toBeFocused();
    await expect(page.locator('nexevo-chat-history')).toBeHidden();
  });
});

test('a conversation needs no mouse', async ({ chat, page }) => {
  await chat.input.focus();
  await page.keyboard.type('Hello');
  await page.keyboard.press('Enter');
  const reply = await chat.answered();
  await reply.getByRole('button', { name: 'Good reply' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Tell us more (optional)' }).fill('Clear.');
  await page.getByRole('button', { name: 'Send feedback' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Thank you for the feedback.').first()).toBeVisible();
  await expect(reply.getByRole('button', { name: 'Good reply' })).toBeFocused();
});

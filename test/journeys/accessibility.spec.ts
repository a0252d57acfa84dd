import axe from 'axe-core';
import type { Page } from 'playwright/test';
import { expect, test } from './fixture.ts';

/** What axe objects to on the page as it is now. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
    // Which headings a reply has is the model's choice.
    const rules = { 'heading-order': { enabled: false } };
    const found = await axe.run('nexevo-chat', { rules });
    return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme, reducedMotion: 'reduce', viewport: { width: 420, height: 760 } });

    test('axe finds nothing in an empty chat, a reply, the form, the list and an error', async ({
      chat,
      page,
      site,
    }) => {
      await expect(chat.input).toBeVisible();
      expect(await violations(page), 'empty').toEqual([]);
      await chat.ask('Show me what you can render');
      const reply = await chat.answered();
      expect(await violations(page), 'reply').toEqual([]);
      await reply.getByRole('button', { name: 'Bad reply' }).click();
      await expect(page.getByRole('button', { name: 'Send feedback' })).toBeVisible();
      expect(await violations(page), 'form').toEqual([]);
      await chat.openHistory();
      expect(await violations(page), 'list').toEqual([]);
      await page.keyboard.press('Escape');
      site.local.faults.set('bad-gateway', { path: '/chat/completions' });
      await chat.ask('And now?');
      await expect(page.getByRole('button', { name: 'Retry' })).toBeVisible();
      expect(await violations(page), 'error').toEqual([]);
    });
  });
}

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

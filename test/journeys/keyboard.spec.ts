import type { Locator, Page } from 'playwright/test';
import { Chat } from './chat.ts';
import { expect, test } from './fixture.ts';

test.use({ pace: 30, viewport: { width: 1000, height: 760 } });

/** Presses Tab until something has the focus, and looks at each stop whether it can be seen. */
async function tabTo(page: Page, target: Locator, key = 'Tab'): Promise<void> {
  for (let stop = 0; stop < 60; stop += 1) {
    if (await target.evaluate((element) => element.matches(':focus'))) return;
    await page.keyboard.press(key);
    expect(await focusRing(page), 'the focus can be seen').toMatch(/^solid [12]px$|^the page$/);
  }
  throw new Error('The Tab key does not lead there.');
}

/** The outline around what has the focus; a field's is around its frame. */
function focusRing(page: Page): Promise<string> {
  return page.evaluate(() => {
    const focused = document.querySelector('nexevo-chat')?.shadowRoot?.activeElement;
    if (!focused) return 'the page';
    const frame = focused.matches('textarea, [type=search]') && '.composer, .history-search';
    const { outlineStyle, outlineWidth } = getComputedStyle(
      (frame && focused.closest(frame)) || focused,
    );
    return `${outlineStyle} ${outlineWidth}`;
  });
}

test('the whole product works by keyboard, and shows where the focus is', async ({
  page,
  site,
}) => {
  test.setTimeout(90_000);
  await page.route('**/keys', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><html lang="en"><title>A page</title><a href="#">A link of the page</a>
        <script src="/nexevo/nexevo-chat.js" data-mode="bubble"></script></html>`,
    }),
  );
  await page.goto(`${site.ownOrigin}/keys`);
  const { keyboard } = page;
  const chat = new Chat(page);
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
  const press = async (target: Locator, key = 'Enter') => {
    await tabTo(page, target);
    await keyboard.press(key);
  };

  // Open, ask, stop.
  await press(button('Open the chat'));
  await expect(chat.input).toBeFocused();
  await keyboard.type('Show me what you can render');
  await keyboard.press('Enter');
  await expect(chat.replies.last().locator('nexevo-chat-markdown')).toHaveText(/\w{3,}/);
  await press(chat.stopButton, 'Space');
  const reply = await chat.answered();
  await expect(reply.getByText('Stopped', { exact: true })).toBeVisible();

  // Vote, choose a tag, comment.
  await expect(chat.sendButton).toBeFocused();
  const thumb = reply.getByRole('button', { name: 'Bad reply' });
  await tabTo(page, thumb, 'Shift+Tab');
  await keyboard.press('Space');
  await press(button('Too long'), 'Space');
  await press(page.getByRole('textbox', { name: 'Tell us more (optional)' }), 'x');
  await press(button('Send feedback'));
  await expect(page.getByText('Thank you for the feedback.').first()).toBeVisible();
  await expect(thumb).toBeFocused();

  // A second conversation.
  await tabTo(page, button('New chat'), 'Shift+Tab');
  await keyboard.press('Enter');
  await expect(chat.input).toBeFocused();
  await keyboard.type('Hello');
  await keyboard.press('Enter');
  await chat.answered();

  // Rename it, delete it, bring it back.
  await tabTo(page, button('Conversations'), 'Shift+Tab');
  await keyboard.press('Enter');
  const list = page.locator('nexevo-chat-history');
  const rows = list.getByRole('listitem');
  await expect(rows).toHaveCount(2);
  await tabTo(page, rows.first().getByRole('button').first());
  await keyboard.press('F2');
  await expect(list.getByRole('textbox', { name: 'New title' })).toBeFocused();
  await keyboard.press('ControlOrMeta+a');
  await keyboard.type('Renamed by keys');
  await keyboard.press('Enter');
  const renamed = list.getByRole('button', { name: 'Renamed by keys', exact: true });
  await expect(renamed).toBeFocused();
  await keyboard.press('Delete');
  await expect(rows).toHaveCount(1);
  await press(list.getByRole('button', { name: 'Undo' }));
  await expect(renamed).toBeFocused();
  await expect(rows).toHaveCount(2);

  // Switch to the other one, and close.
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(chat.questions).toHaveText('Show me what you can render');
  await expect(chat.input).toBeFocused();
  await keyboard.press('Escape');
  await expect(button('Open the chat')).toBeFocused();
  await expect(chat.input).toBeHidden();
});

import type { CDPSession, Page } from 'playwright/test';
import { expect, test } from './fixture.ts';

/** What an input method does to the field while somebody chooses: each step takes the place of the one before. */
async function compose(keyboard: CDPSession, ...steps: readonly string[]): Promise<void> {
  for (const text of steps) {
    const { length } = text;
    await keyboard.send('Input.imeSetComposition', {
      text,
      selectionStart: length,
      selectionEnd: length,
    });
  }
}

/** The Enter that an input method takes for itself: code 229, and no text. Returns what the page sees of it. */
async function pressComposingEnter(page: Page, keyboard: CDPSession): Promise<unknown> {
  await page.evaluate(() => {
    const look = ({ key, keyCode, isComposing }: KeyboardEvent) =>
      Object.assign(globalThis, { seen: { key, keyCode, isComposing } });
    document.addEventListener('keydown', look, { once: true, capture: true });
  });
  const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 };
  await keyboard.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...enter });
  await keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter });
  return page.evaluate(() => (globalThis as unknown as { seen: unknown }).seen);
}

const typed = {
  Japanese: { steps: ['に', 'にほ', 'にほんご', '日本語'], text: '日本語' },
  Chinese: { steps: ['n', 'ni', 'ni hao', '你好'], text: '你好' },
  Korean: { steps: ['ㅎ', '하', '한'], text: '한' },
};

for (const [language, { steps, text }] of Object.entries(typed)) {
  test(`Enter takes what is composed in ${language}, and the next one sends it`, async ({
    chat,
    page,
  }) => {
    const keyboard = await page.context().newCDPSession(page);
    await chat.input.focus();
    await compose(keyboard, ...steps);
    await expect(chat.input).toHaveValue(steps.at(-1)!);
    const seen = await pressComposingEnter(page, keyboard);
    expect(seen).toEqual({ key: 'Enter', keyCode: 229, isComposing: true });
    await keyboard.send('Input.insertText', { text });
    await expect(chat.input).toHaveValue(text);
    await expect(chat.questions).toHaveCount(0);
    await page.keyboard.press('Enter');
    await expect(chat.questions).toHaveText(text);
    await expect(chat.input).toHaveValue('');
  });
}

test('the Enter that Safari reports after a composition has ended sends nothing', async ({
  chat,
  page,
}) => {
  const keyboard = await page.context().newCDPSession(page);
  await chat.input.focus();
  await compose(keyboard, 'かな');
  await keyboard.send('Input.insertText', { text: '仮名' });
  const seen = await pressComposingEnter(page, keyboard);
  expect(seen).toEqual({ key: 'Enter', keyCode: 229, isComposing: false });
  await expect(chat.input).toHaveValue('仮名');
  await expect(chat.questions).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(chat.questions).toHaveText('仮名');
});

test('Shift and Enter makes lines, which are sent as they are and make the field grow', async ({
  chat,
  page,
}) => {
  await chat.input.focus();
  const height = async () => (await chat.input.boundingBox())!.height;
  const single = await height();
  await page.keyboard.type('first');
  for (const line of ['second', 'third']) {
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type(line);
  }
  await expect.poll(height).toBeGreaterThan(single + 40);
  await page.keyboard.press('Enter');
  await expect(chat.questions).toHaveText('first\nsecond\nthird', { useInnerText: true });
  await expect.poll(height).toBe(single);
});

test('100 KB that are pasted stay in the field, are counted, and can be shortened and sent', async ({
  chat,
  page,
}) => {
  await chat.input.focus();
  await page.keyboard.insertText('x'.repeat(100_000));
  await expect(page.getByText('92,000 characters too many')).toBeVisible();
  await expect(chat.sendButton).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Enter');
  await expect(chat.input).toHaveValue('x'.repeat(100_000));
  await expect(chat.questions).toHaveCount(0);
  const { height } = (await chat.input.boundingBox())!;
  expect(height).toBeLessThan(300);
  // The limit is the proxy's 8,000 code points: a sign outside the BMP is one, and a line break at the end none.
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(`${'🙂'.repeat(8000)}\n`);
  await expect(page.getByText('0 characters left')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(chat.questions).toHaveText('🙂'.repeat(8000));
  await expect((await chat.answered()).locator('nexevo-chat-markdown')).toHaveText(/\w/);
});

import type { Page } from 'playwright/test';
import type { Chat } from './chat.ts';
import { expect, test } from './fixture.ts';

/** The chat over the whole page, as a visitor on a small screen or with a strong zoom has it. */
async function fillPage(page: Page, chat: Chat): Promise<void> {
  await page.evaluate(() => {
    document.querySelector('nexevo-chat')!.mode = 'fullscreen';
  });
  await expect(chat.input).toBeVisible();
}

/** Visible parts that reach out of the page to the side, other than what scrolls by itself. */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.querySelector('nexevo-chat')!.shadowRoot!;
    return [...root.querySelectorAll('*')]
      .filter((element) => element.checkVisibility() && !element.closest('.table, pre, svg'))
      .filter((element) => {
        const { left, right, width } = element.getBoundingClientRect();
        return width > 1 && (left < -0.5 || right > innerWidth + 0.5);
      })
      .map((element) => element.outerHTML.slice(0, 120));
  });
}

for (const [name, width] of [
  ['200 %', 640],
  ['400 %', 320],
] as const) {
  test(`at ${name} of 1280 pixels nothing scrolls sideways, and nothing is cut off`, async ({
    chat,
    page,
  }) => {
    await page.setViewportSize({ width, height: width === 640 ? 512 : 480 });
    await fillPage(page, chat);
    await chat.ask('Show me what you can render');
    const reply = await chat.answered();
    expect(await tooWide(page), 'a reply').toEqual([]);
    await reply.getByRole('button', { name: 'Bad reply' }).click();
    await expect(page.getByRole('button', { name: 'Send feedback' })).toBeVisible();
    expect(await tooWide(page), 'the form').toEqual([]);
    await chat.openHistory();
    expect(await tooWide(page), 'the list').toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      width,
    );
  });
}

test('text of twice the size fits', async ({ chat, page }) => {
  await page.setViewportSize({ width: 640, height: 800 });
  await fillPage(page, chat);
  await page.evaluate(() => {
    document.querySelector('nexevo-chat')!.style.setProperty('--nexevo-font-size', '30px');
  });
  await chat.ask('Hello');
  await chat.answered();
  expect(await tooWide(page)).toEqual([]);
  await expect(chat.sendButton).toBeInViewport({ ratio: 1 });
  await expect(page.getByText('An AI answers and can make mistakes')).toBeInViewport({ ratio: 1 });
});

test.describe('where less motion is asked for', () => {
  test.use({ reducedMotion: 'reduce', pace: 60 });

  test('nothing moves, and words say that the assistant is thinking', async ({
    chat,
    page,
    site,
  }) => {
    site.local.faults.set('slow');
    await chat.ask('Hello');
    const thinking = page.getByText('Thinking…');
    await expect(thinking).toBeVisible();
    // It is another element once the proxy has accepted the question.
    await expect.poll(async () => (await thinking.boundingBox())?.width).toBeGreaterThan(20);
    const moving = () =>
      page.evaluate(
        () => document.querySelector('nexevo-chat')!.shadowRoot!.getAnimations().length,
      );
    expect(await moving()).toBe(0);
    site.local.faults.set(null);
    await chat.stopButton.click();
    await chat.answered();
    expect(await moving()).toBe(0);
  });
});

/** The colours of a picture's first and last point. */
function endsOf(page: Page, picture: Uint8Array): Promise<number[][]> {
  return page.evaluate(
    async (bytes) => {
      const image = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
      const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
      canvas.drawImage(image, 0, 0);
      const { data } = canvas.getImageData(0, 0, image.width, image.height);
      return [[...data.slice(0, 4)], [...data.slice(-4)]];
    },
    [...picture],
  );
}

test.describe('in forced colours', () => {
  test.use({ forcedColors: 'active' });

  test('controls have borders, the focus a ring, and what is chosen another background', async ({
    chat,
    page,
  }) => {
    await chat.ask('Show me what you can render');
    const reply = await chat.answered();
    const style = (locator: typeof reply, name: 'borderTopWidth' | 'backgroundColor' | 'color') =>
      locator.evaluate((element, name) => getComputedStyle(element)[name], name);
    expect(await style(chat.sendButton, 'borderTopWidth')).toBe('1px');
    const thumb = reply.getByRole('button', { name: 'Good reply' });
    const before = await style(thumb, 'backgroundColor');
    await thumb.focus();
    await page.keyboard.press('Enter');
    await expect(thumb).toHaveAttribute('aria-pressed', 'true');
    const [highlight, onIt] = await page.evaluate(() => {
      const probe = document.body.appendChild(document.createElement('i'));
      probe.style.backgroundColor = 'Highlight';
      probe.style.color = 'HighlightText';
      const { backgroundColor, color } = getComputedStyle(probe);
      return [backgroundColor, color] as const;
    });
    expect(highlight).not.toBe(before);
    await expect.poll(() => style(thumb, 'backgroundColor')).toBe(highlight);
    await page.keyboard.press('Tab');
    const outline = await page.evaluate(() => {
      const focused = document.querySelector('nexevo-chat')!.shadowRoot!.activeElement!;
      const { outlineStyle, outlineWidth } = getComputedStyle(focused);
      return `${outlineStyle} ${outlineWidth}`;
    });
    expect(outline).toBe('solid 2px');
    const tag = reply.getByRole('button', { name: 'Helpful' });
    await tag.click();
    await page.mouse.move(0, 0);
    for (const chosen of [thumb, tag]) {
      await expect.poll(() => style(chosen, 'backgroundColor')).toBe(highlight);
      await expect.poll(() => style(chosen, 'color')).toBe(onIt);
    }
    const code = reply.locator('pre code').first();
    await code.scrollIntoViewIfNeeded();
    const colored = () => CSS.highlights.get('nexevo-keyword')?.size ?? 0;
    await expect.poll(() => page.evaluate(colored)).toBeGreaterThan(0);
    const [keyword, blank] = await endsOf(page, await code.screenshot());
    expect(keyword, 'behind the first word of the code').toEqual(blank);
  });
});

import type { Page } from 'playwright/test';
import { Chat } from './chat.ts';
import { expect, test } from './fixture.ts';
import type { Site } from './site.ts';

test.use({ viewport: { width: 320, height: 480 }, hasTouch: true, isMobile: true });

async function openPage(page: Page, site: Site): Promise<Chat> {
  const body = `<!doctype html><html lang="en"><title>A page</title>
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
    <h1>A page</h1><p style="block-size: 3000px">Long.</p>
    <script src="/nexevo/nexevo-chat.js" data-mode="bubble"></script></html>`;
  await page.route('**/phone', (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto(`${site.ownOrigin}/phone`);
  return new Chat(page);
}

const launcher = (page: Page) => page.getByRole('button', { name: 'Open the chat' });

test('an open bubble is the whole of a phone, for fingers, and closes by its own button', async ({
  page,
  site,
}) => {
  const chat = await openPage(page, site);
  await launcher(page).tap();
  await expect(chat.input).toBeVisible();
  await chat.ask('Hello');
  await chat.answered();
  const frame = page.locator('nexevo-chat [part="frame"]');
  expect(await frame.boundingBox()).toEqual({ x: 0, y: 0, width: 320, height: 480 });
  const small = await frame.getByRole('button').evaluateAll((buttons) =>
    buttons
      .filter((button) => button.checkVisibility())
      .map((button) => ({
        name: button.ariaLabel || button.textContent,
        box: button.getBoundingClientRect(),
      }))
      .filter(({ box }) => box.width < 44 || box.height < 44)
      .map(({ name, box }) => `${name}: ${box.width} × ${box.height}`),
  );
  expect(small).toEqual([]);
  // Safari zooms into smaller ones.
  const size = await chat.input.evaluate((field) =>
    Number.parseFloat(getComputedStyle(field).fontSize),
  );
  expect(size).toBeGreaterThanOrEqual(16);
  await page.getByRole('button', { name: 'Close the chat' }).tap();
  await expect(launcher(page)).toBeFocused();
});

test('a bubble that was open does not cover the next page', async ({ page, site }) => {
  const chat = await openPage(page, site);
  await launcher(page).tap();
  await expect(chat.input).toBeVisible();
  await page.reload();
  await expect(launcher(page)).toBeVisible();
  await expect(chat.input).toBeHidden();
});

test('nothing lies under a notch or the home bar', async ({ page, site }) => {
  const chat = await openPage(page, site);
  await launcher(page).tap();
  await expect(chat.input).toBeVisible();
  const browser = await page.context().newCDPSession(page);
  await browser.send('Emulation.setSafeAreaInsetsOverride', {
    insets: { top: 40, bottom: 30, left: 0, right: 0 },
  });
  const header = page.locator('nexevo-chat [part="header"]');
  await expect.poll(async () => (await header.boundingBox())!.y).toBe(40);
  const disclaimer = (await page.getByText('An AI answers').boundingBox())!;
  expect(disclaimer.y + disclaimer.height).toBeLessThanOrEqual(450);
});

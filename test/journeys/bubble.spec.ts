import type { Page } from 'playwright/test';
import { Chat } from './chat.ts';
import { expect, test } from './fixture.ts';
import type { Site } from './site.ts';

/** A page whose one tag asks for a bubble. */
async function openPage(page: Page, site: Site, attributes = '', language = 'en'): Promise<void> {
  await page.route('**/bubble', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><html lang="${language}"><title>A page</title><h1>A page</h1>
        <script src="/nexevo/nexevo-chat.js" ${attributes} data-mode="bubble"></script></html>`,
    }),
  );
  await page.goto(`${site.ownOrigin}/bubble`);
}

/** What this page, and none that was there before it, has fetched of the proxy. */
function fetchedBy(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => new URL(name).pathname)
      .filter((path) => path.startsWith('/nexevo/')),
  );
}

test('a closed bubble fetches its launcher, stores nothing and asks nobody', async ({
  page,
  site,
}) => {
  await openPage(page, site);
  await expect(page.getByRole('button', { name: 'Open the chat' })).toBeVisible();
  await page.waitForLoadState('networkidle');
  expect(await fetchedBy(page)).toEqual(['/nexevo/nexevo-chat.js']);
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
});

test('its launcher stays in its place while the chat comes', async ({ page, site }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/assets/over-page-*', async (route) => {
    await held;
    await route.continue();
  });
  await openPage(page, site);
  const launcher = page.getByRole('button', { name: 'Open the chat' });
  const place = await launcher.boundingBox();
  const asked = page.waitForRequest('**/assets/over-page-*');
  await launcher.focus();
  await asked;
  expect(await launcher.boundingBox()).toEqual(place);
  release();
  await expect(page.locator('nexevo-chat [aria-busy=true]')).toHaveCount(0);
  expect(await launcher.boundingBox()).toEqual(place);
  await expect(launcher).toBeFocused();
});

test('a click opens it with the focus in the composer', async ({ page, site }) => {
  await openPage(page, site);
  await page.getByRole('button', { name: 'Open the chat' }).click();
  const chat = new Chat(page);
  await expect(chat.input).toBeFocused();
  await chat.ask('Hello');
  await expect(await chat.answered()).toContainText(/\w/);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Open the chat' })).toBeFocused();
});

test('the keyboard opens it, too: its focus fetches the chat and stays where it is', async ({
  page,
  site,
}) => {
  await openPage(page, site);
  await page.keyboard.press('Tab');
  const launcher = page.getByRole('button', { name: 'Open the chat' });
  await expect(launcher).toBeFocused();
  await expect.poll(async () => (await fetchedBy(page)).length).toBeGreaterThan(1);
  await expect
    .poll(() => page.evaluate(() => customElements.get('nexevo-chat') !== undefined))
    .toBe(true);
  await expect(launcher).toBeFocused();
  await expect(launcher).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(new Chat(page).input).toBeFocused();
});

test('the launcher looks the same before and after the chat takes its place', async ({
  page,
  site,
}) => {
  await openPage(page, site, 'data-theme="light"');
  const launcher = page.getByRole('button', { name: 'Open the chat' });
  const look = () =>
    launcher.evaluate((button) => {
      const { top, left, width, height } = button.getBoundingClientRect();
      const style = getComputedStyle(button);
      const { backgroundColor, color, boxShadow, borderRadius } = style;
      return { top, left, width, height, backgroundColor, color, boxShadow, borderRadius };
    });
  const before = await look();
  await page.evaluate(() => document.querySelector('nexevo-chat')!.hide());
  await page.waitForFunction(() => customElements.get('nexevo-chat'));
  await expect(launcher).toHaveCount(1);
  expect(await look()).toEqual(before);
});

test('what the page calls before the chat is there is done once it is', async ({ page, site }) => {
  await openPage(page, site);
  await page.evaluate(() => {
    const chat = document.querySelector('nexevo-chat')!;
    chat.show();
    chat.setDraft('A question of the page');
  });
  await expect(new Chat(page).input).toHaveValue('A question of the page');
});

test('a chat that cannot be fetched is fetched at the next click', async ({ page, site }) => {
  let broken = true;
  const imported: string[] = [];
  await page.route('**/nexevo/assets/chat-*', (route) => {
    const request = route.request();
    if (request.resourceType() === 'script') imported.push(new URL(request.url()).search);
    return broken ? route.abort() : route.continue();
  });
  await openPage(page, site);
  const launcher = page.getByRole('button', { name: 'Open the chat' });
  const told = page.waitForEvent('console', (message) =>
    message.text().includes('could not be loaded'),
  );
  await launcher.click();
  await told;
  await expect(launcher).toHaveAttribute('aria-busy', 'false');
  // A browser would remember it as failed.
  expect(imported).toEqual([]);
  broken = false;
  await launcher.click();
  await expect(new Chat(page).input).toBeFocused();
  // Once, under its own address: what comes later imports the same module.
  expect(imported).toEqual(['']);
});

for (const mode of ['bubble', 'inline'])
  test(`a log-out forgets what the browser keeps though the chat cannot be fetched: ${mode}`, async ({
    page,
    site,
  }) => {
    await page.route('**/nexevo/assets/chat-*', (route) => route.abort());
    await openPage(page, site, `data-mode="${mode}"`);
    const left = await page.evaluate(async (kept) => {
      for (const storage of [localStorage, sessionStorage]) {
        storage.setItem(kept, '{}');
        storage.setItem('of-the-page', 'stays');
      }
      await document.querySelector('nexevo-chat')!.reset();
      return [localStorage, sessionStorage].flatMap((storage) => Object.keys(storage));
    }, `nexevo:${site.ownOrigin}/nexevo:session`);
    expect(left).toEqual(['of-the-page', 'of-the-page']);
  });

test('one that left the page before it could be drawn is drawn when it is back', async ({
  page,
  site,
}) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const chunk = '**/assets/over-page-*';
  await page.route(chunk, async (route) => {
    await held;
    await route.abort();
  });
  await openPage(page, site);
  const launcher = page.getByRole('button', { name: 'Open the chat' });
  const asked = page.waitForRequest(chunk);
  await launcher.focus();
  await asked;
  const chat = await page.evaluateHandle(() => document.querySelector('nexevo-chat')!);
  await chat.evaluate((element) => element.remove());
  const failed = page.waitForEvent('requestfailed');
  release();
  await failed;
  // The page has heard of it, too.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  await page.unroute(chunk);
  await chat.evaluate((element) => document.body.append(element));
  await launcher.click();
  await expect(new Chat(page).input).toBeFocused();
});

test('the launcher speaks the language of the page', async ({ page, site }) => {
  await openPage(page, site, '', 'ja-JP');
  await expect(page.getByRole('button', { name: 'チャットを開く' })).toBeVisible();
});

test('what the visitor left open is open on the next page, and asks for no focus', async ({
  page,
  site,
}) => {
  await openPage(page, site);
  await page.getByRole('button', { name: 'Open the chat' }).click();
  const chat = new Chat(page);
  await expect(chat.input).toBeFocused();
  await page.reload();
  await expect(chat.input).toBeVisible();
  await expect(chat.input).not.toBeFocused();
  await chat.input.press('Escape');
  await page.reload();
  await expect(page.getByRole('button', { name: 'Open the chat' })).toBeVisible();
  await page.waitForLoadState('networkidle');
  expect(await fetchedBy(page)).toEqual(['/nexevo/nexevo-chat.js']);
});

const greeting = 'data-proactive="Questions about shipping?"';

test('a greeting that is still to come costs nothing', async ({ page, site }) => {
  await openPage(page, site, `${greeting} data-proactive-delay="3600"`);
  await page.waitForLoadState('networkidle');
  expect(await fetchedBy(page)).toEqual(['/nexevo/nexevo-chat.js']);
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
});

test('a greeting comes once a day, asks nobody, and opens the chat', async ({ page, site }) => {
  const attributes = `${greeting} data-proactive-delay="0"`;
  await openPage(page, site, attributes);
  const words = page.getByRole('button', { name: 'Questions about shipping?' });
  await expect(words).toBeVisible();
  await expect(page.locator('nexevo-chat')).not.toBeFocused();
  // The last that comes: the words for its buttons.
  await expect.poll(() => fetchedBy(page)).toContainEqual(expect.stringMatching(/\/en-/));
  await page.waitForLoadState('networkidle');
  expect((await fetchedBy(page)).filter((path) => !path.endsWith('.js'))).toEqual([]);
  await page.reload();
  await page.waitForLoadState('networkidle');
  expect(await fetchedBy(page)).toEqual(['/nexevo/nexevo-chat.js']);
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  await words.click();
  await expect(new Chat(page).input).toBeFocused();
  await expect(words).toBeHidden();
});

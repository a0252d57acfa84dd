import type { NexevoChat } from '@nexevo/chat';
import type { BrowserContext, Page } from 'playwright/test';
import { Chat } from './chat.ts';
import { expect, test } from './fixture.ts';
import { test as held } from './held-journey.ts';
import type { Site } from './site.ts';

/** A page of the site on which `subject` has logged in, as its author would write it. */
async function logIn(page: Page, site: Site, subject: string): Promise<void> {
  await page.exposeFunction('fetchIdentity', () => site.identityToken(subject));
  await page.evaluate(() => {
    const { fetchIdentity } = globalThis as unknown as { fetchIdentity: () => Promise<string> };
    document.querySelector<NexevoChat>('nexevo-chat')!.getIdentityToken = fetchIdentity;
  });
}

function storedIn(page: Page): Promise<string> {
  return page.evaluate(() => JSON.stringify({ ...localStorage }));
}

/** Requests of the page to the proxy that were refused. */
function refusalsOf(context: BrowserContext): string[] {
  const refused: string[] = [];
  context.on('response', (response) => {
    if (response.status() >= 400) refused.push(`${response.status()} ${response.url()}`);
  });
  return refused;
}

test('a visitor who logs in keeps the conversations, here and on every other device', async ({
  chat,
  page,
  site,
  context,
  openContext,
}) => {
  await chat.ask('Asked before logging in');
  await chat.answered();
  const old = /eyJ[\w-]+\.[\w-]+\.[\w-]+/.exec(await storedIn(page))?.[0];
  expect(old).toBeTruthy();

  const refused = refusalsOf(context);
  await logIn(page, site, 'user-4711');
  await expect(chat.questions).toHaveText('Asked before logging in');
  await chat.ask('Asked after logging in');
  await chat.answered();
  await expect(chat.questions).toHaveCount(2);
  expect(refused).toEqual([]);
  expect(await storedIn(page)).not.toContain('eyJ');

  const headers = { Authorization: `Bearer ${old}` };
  const replay = await page.request.get(`${site.ownOrigin}/nexevo/conversations`, { headers });
  expect([replay.status(), (await replay.json()).error.code]).toEqual([401, 'session_revoked']);

  const phonePage = await (await openContext()).newPage();
  await phonePage.goto(site.ownOrigin);
  const there = new Chat(phonePage);
  await logIn(phonePage, site, 'user-4711');
  const history = await there.openHistory();
  await expect(history).toContainText('Asked before logging in');
});

held(
  'a visitor logs in while a reply is being written, and it is written to its end',
  async ({ chat, model, page, site }) => {
    await chat.ask('apples');
    await expect(chat.replies).toContainText('About apples:');
    await logIn(page, site, 'user-4711');
    // It is read again, for the one who has logged in.
    await expect.poll(() => storedIn(page)).not.toContain('eyJ');
    await expect(chat.replies).toHaveAttribute('aria-busy', 'true');
    model.end('apples');
    await expect(chat.replies).toContainText('that was apples.');
    await chat.answered();
    await expect(chat.questions).toHaveText('apples');
    await expect(chat.replies).toHaveCount(1);
  },
);

test('after logging out nothing of the visitor is left, and the next one starts anew', async ({
  chat,
  page,
  site,
}) => {
  await logIn(page, site, 'user-4711');
  await chat.ask('A private matter');
  await chat.answered();
  await page.evaluate(() => {
    const element = document.querySelector<NexevoChat>('nexevo-chat')!;
    element.getIdentityToken = undefined;
    element.reset();
  });
  await expect(chat.questions).toHaveCount(0);
  expect(await storedIn(page)).toBe('{}');
  await chat.ask('Somebody else');
  await chat.answered();
  const history = await chat.openHistory();
  await expect(history).toContainText('Somebody else');
  await expect(history).not.toContainText('A private matter');
});

test('an app on the proxy’s own origin needs no token: its cookie says who it is, there and only there', async ({
  openContext,
  site,
}) => {
  const open = async (origin: string) => {
    const context = await openContext();
    await context.addCookies([{ name: 'login', value: 'user-4711', url: site.ownOrigin }]);
    const page = await context.newPage();
    await page.goto(origin);
    await page.evaluate(() => {
      const element = document.querySelector<NexevoChat>('nexevo-chat')!;
      element.getIdentityToken = async () => undefined;
    });
    return new Chat(page);
  };
  const first = await open(site.ownOrigin);
  await first.ask('Known by a cookie');
  await first.answered();
  const second = await open(site.ownOrigin);
  await expect(await second.openHistory()).toContainText('Known by a cookie');
  const foreign = await open(site.otherOrigin);
  await foreign.ask('On another page');
  await foreign.answered();
  const history = await foreign.openHistory();
  await expect(history).toContainText('On another page');
  await expect(history).not.toContainText('Known by a cookie');
});

import { readFileSync } from 'node:fs';
import type { Page } from 'playwright/test';
import { Chat } from './chat.ts';
import { expect, test } from './fixture.ts';
import { test as held } from './held-journey.ts';
import type { Site } from './site.ts';

const example = 'https://chat.example.com';
const recipes = readFileSync(new URL('../../docs/install.md', import.meta.url), 'utf8');
const plain = recipes.slice(recipes.indexOf('## Plain HTML'), recipes.indexOf('## WordPress'));
const [bubble, , inline, byHand, byScript] = [...plain.matchAll(/```html\n(.*?)```/gs)].map(
  ([, text]) => text!,
);

/** Opens a page of another origin than the proxy's, or of its own, whose body and headers are given. */
async function openPage(
  page: Page,
  site: Site,
  {
    body,
    origin = site.otherOrigin,
    headers = {},
  }: { body: string; origin?: string; headers?: Record<string, string> },
): Promise<Set<string>> {
  const asked = new Set<string>();
  page.on('request', (request) => asked.add(new URL(request.url()).origin));
  site.pages.set('/embed', {
    headers,
    body: `<!doctype html><html lang="en"><title>A page</title><body><h1>A page</h1>${body.replaceAll(example, site.ownOrigin)}</body></html>`,
  });
  await page.goto(`${origin}/embed`);
  return asked;
}

async function chats(page: Page): Promise<void> {
  const chat = new Chat(page);
  await chat.ask('Hello');
  await expect(await chat.answered()).toContainText(/\w/);
}

const launcher = (page: Page) => page.getByRole('button', { name: 'Open the chat' });

test('the tag of the documentation is a bubble on any page', async ({ page, site }) => {
  const asked = await openPage(page, site, { body: bubble! });
  await launcher(page).click();
  await chats(page);
  expect([...asked].sort()).toEqual([site.ownOrigin, site.otherOrigin].sort());
});

test('the tag of the documentation is a chat where it stands', async ({ page, site }) => {
  await openPage(page, site, { body: `${inline}<footer>The end</footer>` });
  await expect(page.getByRole('heading', { name: 'Ask us' })).toBeVisible();
  await chats(page);
  expect(
    await page.evaluate(() => document.querySelector('footer')?.previousElementSibling?.localName),
  ).toBe('nexevo-chat');
});

test('without data- attributes the tag registers the element that the page has placed', async ({
  page,
  site,
}) => {
  await openPage(page, site, { body: byHand! });
  await chats(page);
  await expect(page.locator('nexevo-chat')).toHaveCount(1);
});

test('a script of the page can create it, with prompts', async ({ page, site }) => {
  await openPage(page, site, { body: byScript! });
  await launcher(page).click();
  await page.getByRole('button', { name: 'Where is my order?' }).click();
  await expect(await new Chat(page).answered()).toContainText(/\w/);
});

test('what is called before the chat is there is done once it is, and destroy() removes it', async ({
  page,
  site,
}) => {
  const script = `<script src="${example}/nexevo/nexevo-chat.js"></script>`;
  const call = `<script>NexevoChat.init({ heading: 'Ask us' }).send('Hello')</script>`;
  await openPage(page, site, { body: script + call });
  await expect(await new Chat(page).answered()).toContainText(/\w/);
  await expect(new Chat(page).questions).toHaveText('Hello');
  await page.evaluate(() => {
    (globalThis as unknown as { NexevoChat: { destroy(): void } }).NexevoChat.destroy();
  });
  await expect(page.locator('nexevo-chat')).toHaveCount(0);
});

test('a second tag, or another copy of the script, disturbs nothing', async ({ page, site }) => {
  const failures: unknown[] = [];
  page.on('pageerror', (error) => failures.push(error));
  const copy = `${example}/nexevo/nexevo-chat.js`;
  const body = `<script src="${copy}" data-mode="inline"></script><script src="${copy}?copy"></script>`;
  await openPage(page, site, { body });
  await chats(page);
  // The chunk once more, as another version's would come: the elements are registered already.
  await page.evaluate(async () => {
    const [chunk] = performance
      .getEntriesByType('resource')
      .filter(({ name }) => /\/assets\/chat-/.test(name));
    await import(`${chunk!.name}?copy`);
  });
  expect(failures).toEqual([]);
});

const tags: Record<string, (source: string) => string> = {
  'created by another script': (source) => `<script>
    const tag = document.createElement('script');
    tag.src = '${source}';
    tag.dataset.mode = 'inline';
    document.head.append(tag);
  </script>`,
  'delayed until the page has loaded': (
    source,
  ) => `<script type="text/later" data-src="${source}" data-mode="inline"></script>
    <script>addEventListener('load', () => {
      const later = document.querySelector('[type="text/later"]');
      const tag = document.createElement('script');
      tag.src = later.dataset.src;
      tag.dataset.mode = later.dataset.mode;
      later.replaceWith(tag);
    });</script>`,
  'combined with others into one file': (source) =>
    `<script src="/all.js" data-endpoint="${new URL('.', source)}" data-mode="inline"></script>`,
};

for (const [how, tag] of Object.entries(tags)) {
  test(`the tag works ${how}`, async ({ page, site }) => {
    const source = `${site.ownOrigin}/nexevo/nexevo-chat.js`;
    const code = await (await page.request.get(source)).text();
    await page.route('**/all.js', (route) =>
      route.fulfill({
        contentType: 'text/javascript',
        body: `var before = 1;\n${code}\nvar after = 1;`,
      }),
    );
    await openPage(page, site, { body: tag(source) });
    await chats(page);
  });
}

test('the script may come from the page’s own address, with the proxy elsewhere', async ({
  page,
  site,
}) => {
  await page.route(`${site.otherOrigin}/scripts/**`, async (route) => {
    const path = new URL(route.request().url()).pathname.replace('/scripts', '/nexevo');
    await route.fulfill({ response: await route.fetch({ url: site.ownOrigin + path }) });
  });
  const body = `<script src="/scripts/nexevo-chat.js" data-endpoint="${example}/nexevo" async></script>`;
  await openPage(page, site, { body });
  await chats(page);
});

const strict = "require-trusted-types-for 'script'; trusted-types lit-html";

for (const [where, mode] of [
  ['own', 'inline'],
  ['other', 'bubble'],
] as const) {
  test(`a page of ${where === 'own' ? 'its own' : 'another'} origin may forbid everything but the proxy (${mode})`, async ({
    page,
    site,
  }) => {
    const violations: string[] = [];
    page.on('console', (message) => {
      if (/Content.Security.Policy|Trusted/i.test(message.text())) violations.push(message.text());
    });
    const from = where === 'own' ? "'self'" : site.ownOrigin;
    await openPage(page, site, {
      origin: where === 'own' ? site.ownOrigin : site.otherOrigin,
      body: `<script src="${example}/nexevo/nexevo-chat.js" data-mode="${mode}"></script>`,
      headers: {
        'Content-Security-Policy': `default-src 'none'; script-src ${from}; connect-src ${from}; ${strict}`,
      },
    });
    if (mode === 'bubble') await launcher(page).click();
    const chat = new Chat(page);
    await chat.ask('Show me what you can render');
    const reply = await chat.answered();
    await expect(reply.getByRole('table')).toBeVisible();
    const code = reply.locator('[part~=code]').last();
    expect(await chat.copyOf(code)).toBe(await code.locator('code').textContent());
    await chat.openHistory();
    expect(violations).toEqual([]);
  });
}

test('two chats on a page talk to themselves', async ({ page, site }) => {
  const body = `<script src="${example}/nexevo/nexevo-chat.js"></script>
    <nexevo-chat id="a" locale="en"></nexevo-chat><nexevo-chat id="b" locale="de"></nexevo-chat>`;
  await openPage(page, site, { body });
  const [first, second] = ['#a', '#b'].map((id) => page.locator(id));
  // One that is drawn later would begin with the conversation that this tab had last.
  await expect(second!.getByRole('textbox').first()).toBeVisible();
  await first!.getByRole('textbox').first().fill('Hello');
  await first!.getByRole('textbox').first().press('Enter');
  await second!.getByRole('textbox').first().fill('Hallo');
  await second!.getByRole('textbox').first().press('Enter');
  for (const [chat, text] of [
    [first!, 'Hello'],
    [second!, 'Hallo'],
  ] as const) {
    await expect(chat.getByRole('article')).toHaveCount(2);
    await expect(chat.getByRole('article').first()).toContainText(text);
    await expect(chat.getByRole('article').last()).toHaveAttribute('aria-busy', 'false', {
      timeout: 20_000,
    });
  }
});

held(
  'an element that moves in mid-answer goes on, one that is removed leaves the page in peace',
  async ({ model, page, site }) => {
    const failures: unknown[] = [];
    page.on('pageerror', (error) => failures.push(error));
    await openPage(page, site, { body: `${inline}<main></main>` });
    const chat = new Chat(page);
    await chat.ask('apples');
    await expect(chat.replies).toContainText('About apples:');
    await page.evaluate(() =>
      document.querySelector('main')!.append(document.querySelector('nexevo-chat')!),
    );
    model.end('apples');
    await expect(chat.replies).toContainText('that was apples.');
    await chat.answered();
    await expect(chat.questions).toHaveCount(1);
    await chat.ask('pears');
    await expect(chat.replies.last()).toContainText('About pears:');
    const left = page.waitForEvent('requestfailed', (request) =>
      request.url().endsWith('/messages'),
    );
    await page.evaluate(() => document.querySelector('nexevo-chat')!.remove());
    await left;
    expect(failures).toEqual([]);
  },
);

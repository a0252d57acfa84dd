import { check, crossed, openPage, straight } from './axe-check.ts';
import { Chat } from './chat.ts';
import { expect, test } from './fixture.ts';
import { test as held } from './held-journey.ts';
import { Site } from './site.ts';
import { ThinkingModel } from './thinking-model.ts';

const inline = `<script src="/nexevo/nexevo-chat.js" data-mode="inline" data-privacy-url="/privacy"></script>`;

/** What a visitor opens, and what comes by itself. */
test.describe('axe finds nothing, light and dark, in English and Arabic', () => {
  test.use({ reducedMotion: 'reduce', viewport: { width: 420, height: 760 } });
  test.setTimeout(180_000);

  test('in the menu, the dialog, the editor, and without a connection', async ({
    context,
    page,
    site,
  }) => {
    const looks = straight;
    await openPage(page, site, inline);
    const chat = new Chat(page);
    await chat.ask('Hello');
    await chat.answered();

    await page.getByRole('button', { name: 'More', exact: true }).click();
    await expect(page.getByRole('menuitem').first()).toBeFocused();
    await check(page, 'the menu', { looks });
    await page.getByRole('menuitem', { name: 'Delete my data' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await check(page, 'the dialog', { looks });
    await page.getByRole('button', { name: 'Cancel' }).click();

    await chat.asked.first().hover();
    await chat.asked.first().getByRole('button', { name: 'Edit' }).click();
    await expect(page.getByRole('textbox', { name: 'Your question in other words' })).toBeFocused();
    await check(page, 'the editor', { looks });
    await page.keyboard.press('Escape');

    await context.setOffline(true);
    await chat.ask('Are you there?');
    await expect(page.locator('nexevo-chat [part~=connection]')).toBeVisible();
    await expect(page.getByText('Waiting to be sent')).toBeVisible({ timeout: 20_000 });
    await check(page, 'offline', { looks });
  });

  test('in a whole reply with all that can stand around it, and in a search', async ({
    page,
    site,
  }) => {
    const looks = straight;
    await openPage(page, site, inline);
    const chat = new Chat(page);
    await chat.ask('Show me what you can render');
    const reply = await chat.answered();
    await page.evaluate(() => {
      const handoff = { label: 'Talk to a person', url: 'mailto:help@example.com' };
      Object.assign(document.querySelector('nexevo-chat')!, { handoff });
    });
    await reply.getByRole('button', { name: 'Answer again' }).click();
    await expect(chat.replies.getByRole('group', { name: 'Version 2 of 2' })).toBeVisible();
    await chat.answered();
    await expect(reply.getByRole('table')).toBeVisible();
    await expect(reply.locator('[part~=code] button').first()).toBeVisible();
    await reply.getByRole('button', { name: 'Bad reply' }).click();
    await page.getByRole('button', { name: 'Send feedback' }).click();
    await expect(reply.getByRole('link', { name: 'Talk to a person' })).toBeVisible();
    await page.getByRole('log').evaluate((log) => log.scrollTo({ top: 40 }));
    await expect(page.locator('nexevo-chat [part~=jump]')).toBeVisible();
    await check(page, 'a whole reply', { looks });

    const list = await chat.openHistory();
    await list.getByRole('searchbox').fill('nobody said this');
    await expect(list.getByText('Nothing found.')).toBeVisible();
    await check(page, 'nothing found', { looks });
    await list.getByRole('searchbox').fill('');
    await list.getByRole('listitem').getByRole('button').first().press('Delete');
    await expect(list.getByRole('button', { name: 'Undo' })).toBeVisible();
    await check(page, 'undo', { looks: [looks[0]] });
  });

  held(
    'in the greeting beside a closed bubble, and in its badge',
    async ({ model, page, site }) => {
      await page.setViewportSize({ width: 1000, height: 760 });
      const tag = `<script src="/nexevo/nexevo-chat.js" data-mode="bubble" data-proactive="Questions? Ask." data-proactive-delay="0"></script>`;
      await openPage(page, site, tag);
      const greeting = page.getByRole('button', { name: 'Questions? Ask.' });
      await expect(greeting).toBeVisible();
      await check(page, 'greeting', { looks: [...straight, ...crossed] });
      await greeting.click();
      const chat = new Chat(page);
      await chat.ask('apples');
      await expect(chat.replies).toContainText('About apples:');
      await page.keyboard.press('Escape');
      model.end('apples');
      await expect(page.getByRole('button', { name: /^Open the chat \(/ })).toBeVisible();
      // axe takes digits for emoji, and finds no word left on the button whose name has the number.
      const without = 'label-content-name-mismatch';
      await check(page, 'badge', { looks: [...straight, ...crossed], without });
    },
  );

  test('in what a model thought aloud', async ({ page }) => {
    const model = await ThinkingModel.open();
    const site = await Site.open({ pace: 400, llm: { url: model.url } });
    try {
      await openPage(page, site, inline);
      const chat = new Chat(page);
      await chat.ask('Which number is it?');
      await chat.replies.last().locator('summary').click();
      await expect(chat.replies.last().getByText('The visitor asks')).toBeVisible();
      await check(page, 'thinking', { looks: straight });
      model.answer();
      await chat.answered();
      await check(page, 'thoughts', { looks: straight });
    } finally {
      await site.close();
      model.close();
    }
  });
});

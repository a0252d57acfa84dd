import { check, crossed, openPage, straight } from './axe-check.ts';
import { Chat } from './chat.ts';
import { expect, test } from './fixture.ts';

/** Every state is seen in each of the four looks, two in each mode. */
const modes = {
  inline: { viewport: { width: 420, height: 760 }, looks: straight },
  bubble: { viewport: { width: 1000, height: 760 }, looks: crossed },
  fullscreen: { viewport: { width: 1100, height: 760 }, looks: straight },
};

test.describe('axe finds nothing in any state, light and dark, in English and Arabic', () => {
  // So slow that a reply is still being written when axe has looked at it.
  test.use({ pace: 4, reducedMotion: 'reduce' });
  // Many looks at many states; what one costs is the machine's affair.
  test.setTimeout(180_000);

  for (const [mode, { viewport, looks }] of Object.entries(modes)) {
    test(mode, async ({ page, site }) => {
      await page.setViewportSize(viewport);
      const script = `<script src="/nexevo/nexevo-chat.js" data-mode="${mode}" data-privacy-url="/privacy"></script>`;
      await openPage(page, site, script);
      const chat = new Chat(page);
      if (mode === 'bubble') {
        const launcher = page.getByRole('button', { name: 'Open the chat' });
        await expect(launcher).toBeVisible();
        await launcher.click();
      }
      await expect(chat.input).toBeVisible();
      await page.evaluate(() => {
        const prompts = [{ label: 'Where is my order?', prompt: 'Where?' }];
        Object.assign(document.querySelector('nexevo-chat')!, { prompts });
      });
      await check(page, 'empty', { looks });

      await chat.ask('Show me what you can render');
      await expect(chat.replies.last().locator('nexevo-chat-markdown')).toHaveText(/\w{3,}/);
      await check(page, 'streaming', { looks });
      await chat.stopButton.click();
      const reply = await chat.answered();
      await check(page, 'stopped', { looks });

      await reply.getByRole('button', { name: 'Bad reply' }).click();
      await expect(page.getByRole('button', { name: 'Send feedback' })).toBeVisible();
      await check(page, 'form', { looks });
      await reply.getByRole('button', { name: 'Close', exact: true }).click();

      site.local.faults.set('bad-gateway', { path: '/chat/completions' });
      await chat.ask('And now?');
      await expect(page.getByRole('button', { name: 'Retry' })).toBeVisible();
      await check(page, 'error', { looks });

      const list = await chat.openHistory();
      await expect(list.getByRole('listitem')).toHaveCount(1);
      await check(page, 'list', { looks });
      await list.getByRole('listitem').hover();
      await list.getByRole('listitem').getByRole('button').last().click();
      await expect(list.getByRole('menu')).toBeVisible();
      await check(page, 'the menu of a conversation', { looks });
      await list.getByRole('menuitem', { name: 'Rename' }).click();
      await expect(list.getByRole('textbox', { name: 'New title' })).toBeFocused();
      await check(page, 'rename', { looks });
    });
  }

  test('the usage panel', async ({ page, site }) => {
    await openPage(
      page,
      site,
      '<nexevo-usage></nexevo-usage><script src="/nexevo/nexevo-chat.js"></script>',
    );
    await expect(page.getByRole('alert')).toBeVisible();
    await check(page, 'refused', { looks: [...straight, ...crossed], tag: 'nexevo-usage' });
    const token = await site.operatorToken();
    await page.evaluate((token) => {
      document.querySelector('nexevo-usage')!.getIdentityToken = async () => token;
    }, token);
    await expect(page.locator('nexevo-usage').getByText('Balance')).toBeVisible();
    await check(page, 'usage', { looks: [...straight, ...crossed], tag: 'nexevo-usage' });
  });
});

import type { Page } from 'playwright/test';
import { expect, test } from './fixture.ts';

/** Notes whatever any live region of the chat says from now on, once for each change. */
async function listen(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(globalThis, { said });
    const live = '[aria-live=polite], [aria-live=assertive], [role=alert], [role=status]';
    new MutationObserver((changes) => {
      const regions = changes.map(({ target }) => {
        const element = target instanceof Element ? target : target.parentElement;
        return element?.closest(live);
      });
      for (const region of new Set(regions)) if (region) said.push(region.textContent.trim());
    }).observe(document.querySelector('nexevo-chat')!.shadowRoot!, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  });
  return () => page.evaluate(() => (globalThis as unknown as { said: string[] }).said);
}

test.describe('while a long reply is written', () => {
  test.use({ pace: 60 });

  test('it is announced when it begins and when it is done, and never in between', async ({
    chat,
    page,
  }) => {
    await expect(chat.input).toBeVisible();
    const said = await listen(page);
    const lengths = await chat.watch(() => chat.ask('Show me what you can render'));
    expect(lengths.length, 'it came in many pieces').toBeGreaterThan(3);
    await expect.poll(async () => (await said()).length).toBeGreaterThan(1);
    const words = await said();
    expect(words[0]).toBe('The assistant is writing.');
    expect(words[1]).toMatch(/^Assistant: .{200}/s);
    expect(words).toHaveLength(2);
  });
});

test('one polite region speaks, and it stands apart from the transcript', async ({
  chat,
  page,
}) => {
  await chat.ask('Hello');
  await chat.answered();
  const regions = page.locator('nexevo-chat').locator('[aria-live=polite], [role=status]');
  await expect(regions).toHaveCount(1);
  await expect(page.getByRole('log').locator('[aria-live=polite]')).toHaveCount(0);
  await expect(page.getByRole('log')).toHaveAttribute('aria-live', 'off');
});

test('what fails is said, too, and what a button has done', async ({ chat, page, site }) => {
  await expect(chat.input).toBeVisible();
  const said = await listen(page);
  site.local.faults.set('bad-gateway', { path: '/chat/completions' });
  await chat.ask('Hello');
  await expect(page.getByRole('button', { name: 'Retry' })).toBeVisible();
  await expect.poll(said).toContain('The assistant could not answer. Please try again.');
  site.local.faults.set(null);
  await page.getByRole('button', { name: 'Retry' }).click();
  const reply = await chat.answered();
  await reply.getByRole('button', { name: 'Copy' }).click();
  await expect.poll(said).toContain('Copied');
});

import axe from 'axe-core';
import { expect, type Page } from 'playwright/test';
import type { Site } from './site.ts';

export const straight = [
  { theme: 'light', locale: 'en' },
  { theme: 'dark', locale: 'ar' },
] as const;
export const crossed = [
  { theme: 'light', locale: 'ar' },
  { theme: 'dark', locale: 'en' },
] as const;
type Look = (typeof straight | typeof crossed)[number];

/** What axe objects to in the chat as it is now, in each look. It is light and English again then. */
export async function check(
  page: Page,
  state: string,
  {
    looks,
    tag = 'nexevo-chat',
    without,
  }: { looks: readonly Look[]; tag?: string; without?: string },
): Promise<void> {
  await page.evaluate(axe.source);
  for (const look of looks) {
    await setLook(page, tag, look);
    const found = await page.evaluate(
      async ({ tag, without }) => {
        const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
        const { violations } = await axe.run(tag, {
          resultTypes: ['violations'],
          rules: {
            // Which headings a reply has is the model's choice.
            'heading-order': { enabled: false },
            'target-size': { enabled: true },
            ...(without && { [without]: { enabled: false } }),
          },
        });
        return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
      },
      { tag, without },
    );
    expect(found, `${state}, ${look.theme}, ${look.locale}`).toEqual([]);
  }
  await setLook(page, tag, { theme: 'light', locale: 'en' });
}

async function setLook(page: Page, tag: string, look: Look): Promise<void> {
  await page.evaluate(({ tag, look }) => Object.assign(document.querySelector(tag)!, look), {
    tag,
    look,
  });
  await expect(page.locator(tag).locator(`[lang=${look.locale}]`).first()).toBeAttached();
}

export async function openPage(page: Page, site: Site, body: string): Promise<void> {
  await page.route('**/here', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><html lang="en"><title>A page</title><h1>A page</h1>
        <main style="block-size: 640px">${body}</main></html>`,
    }),
  );
  await page.goto(`${site.ownOrigin}/here`);
}

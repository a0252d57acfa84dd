import type { BrowserContext, Locator, Page } from 'playwright';
import { expect } from 'playwright/test';
import type { Site } from '../journeys/site.ts';

interface Visit {
  page: Page;
  context: BrowserContext;
  site: Site;
  /** Whether the chat is a bubble beside a page. */
  bubble: boolean;
}

const launcher = (page: Page) => page.locator('nexevo-chat [part~=launcher]');
const input = (page: Page) => page.locator('nexevo-chat [part~=input]');
const replies = (page: Page) => page.locator('nexevo-chat [part~=assistant-message]');
const thumb = (page: Page) => replies(page).last().locator('[part~=thumb]').last();

async function ask(page: Page, text: string): Promise<Locator> {
  await input(page).fill(text);
  await input(page).press('Enter');
  return replies(page).last();
}

async function answered(page: Page): Promise<void> {
  await expect(replies(page).last()).toHaveAttribute('aria-busy', 'false', { timeout: 30_000 });
}

/**
 * What a visitor comes across, one after the other. They are found by part, as their names are in ten languages.
 * `false`: there is no such thing in this look.
 */
export const states: Record<string, (visit: Visit) => Promise<unknown>> = {
  greeting: async ({ page, bubble }) => {
    if (!bubble) return false;
    await expect(page.locator('nexevo-chat [part~=proactive]')).toBeVisible();
  },
  empty: async ({ page }) => {
    if (await launcher(page).isVisible()) await launcher(page).click();
    await expect(input(page)).toBeVisible();
  },
  reply: async ({ page }) => {
    await ask(page, 'Show me what you can render');
    await answered(page);
  },
  short: async ({ page }) => {
    await ask(page, 'Hello');
    await answered(page);
  },
  feedback: async ({ page }) => {
    await replies(page).last().hover();
    await thumb(page).click();
    await expect(page.locator('nexevo-chat [part~=feedback]')).toBeVisible();
  },
  error: async ({ page, site }) => {
    site.local.faults.set('bad-gateway', { path: '/chat/completions' });
    await ask(page, 'And now?');
    await expect(page.locator('nexevo-chat [part~=error]').last()).toBeVisible();
    site.local.faults.set(null);
  },
  badge: async ({ page, bubble }) => {
    if (!bubble) return false;
    await ask(page, 'Hello');
    await launcher(page).click();
    await expect(page.locator('nexevo-chat [part~=badge]')).toBeVisible({ timeout: 30_000 });
  },
  menu: async ({ page, bubble }) => {
    if (bubble) await launcher(page).click();
    await page.locator('nexevo-chat [part~=menu-button]').click();
    await expect(page.locator('nexevo-chat [part~=menu]')).toBeVisible();
  },
  dialog: async ({ page }) => {
    // The last but the link to the privacy page.
    await page.locator('nexevo-chat button[part~=menu-item]').last().click();
    await expect(page.locator('nexevo-chat [part~=dialog]')).toBeVisible();
  },
  editor: async ({ page }) => {
    await page.locator('nexevo-chat [part~=dialog] button').first().click();
    await page.locator('nexevo-chat .mine').last().hover();
    await page.locator('nexevo-chat .mine .edit').last().click();
    await expect(page.locator('nexevo-chat [part~=editor]')).toBeVisible();
  },
  history: async ({ page }) => {
    await page.keyboard.press('Escape');
    const list = page.locator('nexevo-chat-history');
    if (!(await list.isVisible())) await page.locator('nexevo-chat [part~=history-button]').click();
    await expect(list.locator('.row').first()).toBeVisible();
  },
  offline: async ({ page, context }) => {
    const scrim = page.locator('nexevo-chat .scrim');
    if (await scrim.isVisible()) await scrim.dispatchEvent('click');
    await context.setOffline(true);
    await input(page).fill('Are you there?');
    await input(page).press('Enter');
    await expect(page.locator('nexevo-chat .connection')).toBeVisible({ timeout: 20_000 });
  },
};

import type { BrowserContext, Locator, Page } from 'playwright';
import { expect } from 'playwright/test';
import type { Site } from '../journeys/site.ts';
import type { ThinkingModel } from '../journeys/thinking-model.ts';

interface Visit {
  page: Page;
  context: BrowserContext;
  site: Site;
  /** Whether the chat is a bubble beside a page. */
  bubble: boolean;
}

export type States = Record<string, (visit: Visit) => Promise<unknown>>;

const part = (page: Page, name: string) => page.locator(`nexevo-chat [part~=${name}]`);
const launcher = (page: Page) => part(page, 'launcher');
const input = (page: Page) => part(page, 'input');
const replies = (page: Page) => part(page, 'assistant-message');
const thumb = (page: Page) => replies(page).last().locator('[part~=thumb]').last();

async function ask(page: Page, text: string): Promise<Locator> {
  await expect(part(page, 'send')).toBeVisible({ timeout: 30_000 });
  const count = await replies(page).count();
  await input(page).fill(text);
  await input(page).press('Enter');
  return replies(page).nth(count);
}

/** The composer tells it: a reply that goes on or is made anew is as it was, until the proxy has heard of it. */
async function answered(page: Page): Promise<void> {
  await expect(part(page, 'send')).toBeVisible({ timeout: 30_000 });
}

const list = (page: Page) => page.locator('nexevo-chat-history');

/** Beside a wide chat the list stands there already; over a narrow one it lies as a drawer. */
async function showHistory(page: Page): Promise<void> {
  if (!(await list(page).isVisible())) await part(page, 'history-button').click();
}

async function hideHistory(page: Page): Promise<void> {
  const scrim = page.locator('nexevo-chat .scrim');
  if (await scrim.isVisible()) await scrim.dispatchEvent('click');
}

/**
 * What a visitor comes across, one after the other. They are found by part, as their names are in ten languages.
 * `false`: there is no such thing in this look.
 */
export const states: States = {
  greeting: async ({ page, bubble }) => {
    if (!bubble) return false;
    await expect(part(page, 'proactive')).toBeVisible();
  },
  empty: async ({ page }) => {
    if (await launcher(page).isVisible()) await launcher(page).click();
    await expect(input(page)).toBeVisible();
  },
  waiting: async ({ page, site }) => {
    site.local.faults.set('slow', { path: '/chat/completions' });
    await ask(page, 'Show me what you can render');
    await expect(page.locator('nexevo-chat .progress')).toBeVisible();
    site.local.faults.set(null);
  },
  streaming: async ({ page }) => {
    await part(page, 'stop').click();
    await expect(part(page, 'send')).toBeVisible();
    const reply = await ask(page, 'Show me what you can render');
    await expect(reply.locator('p').nth(1)).toBeVisible({ timeout: 30_000 });
  },
  incomplete: async ({ page }) => {
    await part(page, 'stop').click();
    await expect(part(page, 'continue')).toBeVisible();
  },
  reply: async ({ page }) => {
    await part(page, 'continue').click();
    await expect(part(page, 'continue')).toHaveCount(0);
    await answered(page);
  },
  short: async ({ page }) => {
    await ask(page, 'Hello');
    await answered(page);
  },
  versions: async ({ page }) => {
    const reply = replies(page).last();
    await reply.locator('[part~=actions] button').last().click();
    await expect(reply.locator('[part~=versions]')).toBeVisible();
    await answered(page);
    await reply.hover();
  },
  feedback: async ({ page }) => {
    await replies(page).last().hover();
    await thumb(page).click();
    await expect(part(page, 'feedback')).toBeVisible();
  },
  thanks: async ({ page }) => {
    await part(page, 'feedback').locator('[type=submit]').click();
    await expect(page.locator('nexevo-chat .thanks')).toBeVisible();
  },
  error: async ({ page, site }) => {
    site.local.faults.set('bad-gateway', { path: '/chat/completions' });
    await input(page).fill('And now?');
    await input(page).press('Enter');
    await expect(part(page, 'error').last()).toBeVisible();
    site.local.faults.set(null);
  },
  badge: async ({ page, bubble }) => {
    if (!bubble) return false;
    await input(page).fill('Hello');
    await input(page).press('Enter');
    await launcher(page).click();
    await expect(part(page, 'badge')).toBeVisible({ timeout: 30_000 });
  },
  menu: async ({ page, bubble }) => {
    if (bubble) await launcher(page).click();
    await part(page, 'menu-button').click();
    await expect(part(page, 'menu')).toBeVisible();
  },
  dialog: async ({ page }) => {
    // The last but the link to the privacy page.
    await page.locator('nexevo-chat button[part~=menu-item]').last().click();
    await expect(part(page, 'dialog')).toBeVisible();
  },
  editor: async ({ page }) => {
    await part(page, 'dialog').locator('button').first().click();
    await page.locator('nexevo-chat .mine').last().hover();
    await page.locator('nexevo-chat .mine .edit').last().click();
    await expect(part(page, 'editor')).toBeVisible();
  },
  history: async ({ page }) => {
    await page.keyboard.press('Escape');
    await part(page, 'new-button').click();
    await ask(page, 'What does it cost?');
    await answered(page);
    await showHistory(page);
    await expect(list(page).locator('.row')).toHaveCount(2);
  },
  'row-menu': async ({ page }) => {
    await list(page).locator('.row').last().hover();
    await list(page).locator('.row button').last().click();
    await expect(part(page, 'row-menu')).toBeVisible();
  },
  rename: async ({ page }) => {
    await part(page, 'row-menu').getByRole('menuitem').nth(1).click();
    await expect(list(page).locator('.row-rename')).toBeFocused();
  },
  deleted: async ({ page }) => {
    await page.keyboard.press('Escape');
    await list(page).locator('.row button').last().click();
    await part(page, 'row-menu').getByRole('menuitem').last().click();
    await expect(part(page, 'toast')).toBeVisible();
  },
  'nothing-found': async ({ page }) => {
    await part(page, 'search').fill('Lorem ipsum');
    await expect(list(page).locator('.row')).toHaveCount(0);
  },
  offline: async ({ page, context }) => {
    await part(page, 'search').fill('');
    await hideHistory(page);
    await context.setOffline(true);
    await input(page).fill('Are you there?');
    await input(page).press('Enter');
    await expect(part(page, 'connection')).toBeVisible({ timeout: 20_000 });
  },
};

/** The same with a model that thinks aloud. */
export const thoughtfulStates = (model: ThinkingModel): States => ({
  thinking: async ({ page }) => {
    if (await launcher(page).isVisible()) await launcher(page).click();
    await ask(page, 'Which number?');
    await expect(part(page, 'reasoning')).toBeVisible();
  },
  thought: async ({ page }) => {
    model.answer();
    await answered(page);
    await part(page, 'reasoning').locator('summary').click();
  },
});

import axe from 'axe-core';
import type { Page } from 'playwright/test';
import { expect, test } from './fixture.ts';
import { apiKey, type Site } from './site.ts';

const day = 86_400_000;

/** Ten days of use, the last of them today. */
function fill({ local }: Site): void {
  for (let ago = 0; ago < 10; ago += 1)
    local.addUsage(apiKey, {
      model: ago % 2 ? 'nexevo/fast' : 'nexevo/balanced',
      inputTokens: 40_000,
      outputTokens: 20_000 + ago * 1000,
      date: new Date(Date.now() - ago * day),
    });
}

/** The operator's page of a website: nothing but the element. */
async function open(page: Page, site: Site, attributes: Record<string, string> = {}) {
  await page.exposeFunction('operatorToken', () => site.operatorToken());
  await page.goto(site.ownOrigin);
  await page.evaluate(
    ([endpoint, given]) => {
      const usage = document.createElement('nexevo-usage');
      for (const [name, value] of Object.entries({ endpoint, ...given }))
        usage.setAttribute(name, value);
      const { operatorToken } = globalThis as unknown as { operatorToken: () => Promise<string> };
      Object.assign(usage, { getIdentityToken: operatorToken });
      document.querySelector('main')!.replaceChildren(usage);
    },
    [`${site.ownOrigin}/nexevo`, attributes] as const,
  );
  return page.locator('nexevo-usage');
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
    const found = await axe.run('nexevo-usage');
    return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
  });
}

for (const view of ['full', 'balance'])
  test(`a top-up is paid and shows when the operator comes back (${view})`, async ({
    page,
    site,
  }) => {
    const usage = await open(page, site, { view });
    await expect(usage).toContainText('$25.00');
    await usage.getByRole('button', { name: 'Top up' }).click();
    const amount = usage.getByRole('textbox', { name: 'Amount in USD' });
    await expect(amount).toBeFocused();
    await amount.fill('1.005');
    await amount.press('Enter');
    await expect(usage.getByRole('alert')).toContainText('at most two decimals');
    await expect(amount).toBeFocused();
    await amount.fill('99999999999999');
    await amount.press('Enter');
    await expect(usage.getByRole('alert')).toContainText('takes no top-up of this amount');
    await amount.fill('12,50');
    const [payment] = await Promise.all([
      page.context().waitForEvent('page'),
      usage.getByRole('button', { name: 'Pay $12.50' }).click(),
    ]);
    await expect(usage.getByRole('link', { name: 'Open the payment page' })).toBeFocused();
    expect(await payment.evaluate(() => window.opener)).toBeNull();
    await payment.getByRole('button', { name: 'Pay $12.50' }).click();
    await expect(payment.getByRole('heading', { name: 'Paid' })).toBeVisible();
    await payment.close();
    await page.bringToFront();
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await expect(usage).toContainText('The top-up has arrived.');
    await expect(usage).toContainText('$37.50');
    await usage.getByRole('button', { name: 'Close' }).click();
    await expect(usage.getByRole('button', { name: 'Top up' })).toBeFocused();
  });

test('a payment in another tab shows without coming back to this one, while replies go on costing', async ({
  page,
  site,
}) => {
  const usage = await open(page, site);
  await expect(usage).toContainText('$25.00');
  // What was loaded is older than the checkout: since then something was spent.
  const tokens = { inputTokens: 1_000_000, outputTokens: 1_000_000 };
  site.local.addUsage(apiKey, { model: 'nexevo/balanced', ...tokens });
  await usage.getByRole('button', { name: 'Top up' }).click();
  await usage.getByRole('textbox', { name: 'Amount in USD' }).fill('1');
  const [payment] = await Promise.all([
    page.context().waitForEvent('page'),
    usage.getByRole('button', { name: 'Pay $1.00' }).click(),
  ]);
  await usage.getByRole('button', { name: 'Refresh' }).click();
  await expect(usage).toContainText('The payment has not arrived yet.');
  await expect(usage).toContainText('$10.00');
  // No event tells this page of what happens there, and none is made.
  await payment.getByRole('button', { name: 'Pay $1.00' }).click();
  await expect(usage).toContainText('The top-up has arrived.', { timeout: 30_000 });
  await expect(usage).toContainText('$11.00');
});

test('what fails says so and is asked again; one part that fails leaves the others', async ({
  page,
  site,
}) => {
  fill(site);
  site.local.faults.set('bad-gateway', { path: '/billing' });
  const usage = await open(page, site);
  await expect(usage.getByRole('alert')).toContainText('Usage could not be loaded.');
  site.local.faults.set('bad-gateway', { path: '/billing/usage' });
  await usage.getByRole('button', { name: 'Retry' }).click();
  await expect(usage).toContainText('not available right now');
  await expect(usage.getByRole('button', { name: 'Top up' })).toBeVisible();
  site.local.faults.set(null);
  await usage.getByRole('radio', { name: '30' }).check({ force: true });
  await expect(usage.getByRole('slider')).toHaveAttribute('aria-valuemax', '30');
});

test('the chart is walked through with the keyboard, and its table has the same figures', async ({
  page,
  site,
}) => {
  fill(site);
  const usage = await open(page, site);
  const chart = usage.getByRole('slider', { name: 'Cost by day' });
  await chart.focus();
  await expect(chart).toHaveAttribute('aria-valuenow', '7');
  await expect(chart).toHaveAttribute('aria-valuetext', /\$0\.36, Requests: 1/);
  await chart.press('ArrowLeft');
  await expect(chart).toHaveAttribute('aria-valuenow', '6');
  await expect(usage.locator('.tip')).toContainText('$0.0515');
  await chart.press('Home');
  await expect(chart).toHaveAttribute('aria-valuenow', '1');
  await chart.press('Escape');
  await expect(usage.locator('.tip')).toHaveCount(0);
  // A click brings the focus, and a finger that is lifted leaves: the day that was pressed stays.
  await chart.blur();
  await chart.click({ position: { x: 4, y: 40 } });
  await expect(chart).toHaveAttribute('aria-valuenow', '1');
  for (const pointerType of ['touch', 'pen']) {
    await chart.dispatchEvent('pointerleave', { pointerType });
    await expect(usage.locator('.tip')).toHaveCount(1);
  }
  await chart.dispatchEvent('pointerleave', { pointerType: 'mouse' });
  await expect(usage.locator('.tip')).toHaveCount(0);
  await expect(usage.getByRole('row')).toHaveCount(8);
  await expect(usage.getByRole('row').nth(1)).toContainText('$0.36');
});

test('a page may open the payment its own way, and hears what could be saved', async ({
  page,
  site,
}) => {
  const tokens = { inputTokens: 10_000_000, outputTokens: 10_000_000 };
  site.local.addUsage(apiKey, { model: 'nexevo/balanced', ...tokens });
  const usage = await open(page, site);
  await expect(usage.getByRole('status')).toContainText('The balance is used up');
  await expect(usage).toContainText(/Save \d+(\.\d)?% with the plan Pro/);
  const ordered = usage.evaluate(
    (element) =>
      new Promise<string[]>((resolve) => {
        element.addEventListener('nexevo-checkout', (event) => {
          event.preventDefault();
          const { amount, url } = event as Event & { amount: string; url: string };
          resolve([amount, new URL(url).pathname]);
        });
      }),
  );
  await usage.getByRole('button', { name: 'Top up' }).click();
  await usage.getByRole('button', { name: '$50', exact: true }).click();
  await usage.getByRole('button', { name: 'Pay $50.00' }).click();
  expect(await ordered).toEqual(['50', expect.stringMatching(/^\/checkout\/cs_/)]);
  await expect(usage.getByRole('link', { name: 'Open the payment page' })).toBeVisible();
  expect(page.context().pages()).toHaveLength(1);
});

for (const [locale, colorScheme] of [
  ['en', 'light'],
  ['de', 'dark'],
  ['ar', 'light'],
] as const)
  test.describe(`in ${colorScheme} colours and the language ${locale}`, () => {
    test.use({ colorScheme, reducedMotion: 'reduce', viewport: { width: 360, height: 900 } });

    test('axe finds nothing in the whole of it, and nothing is wider than a phone', async ({
      page,
      site,
    }) => {
      fill(site);
      const usage = await open(page, site, { locale, days: '30' });
      await expect(usage.getByRole('slider')).toBeVisible();
      await usage.locator('.top-up-toggle').click();
      await usage.getByRole('textbox').press('Control+A');
      await usage.getByRole('textbox').pressSequentially('x');
      await usage.getByRole('textbox').press('Enter');
      await expect(usage.getByRole('alert')).not.toBeEmpty();
      await usage.locator('.quiet').click();
      expect(await violations(page)).toEqual([]);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(360);
    });
  });

test('words that cannot be fetched are not asked for with every frame, but again', async ({
  page,
  site,
}) => {
  await page.clock.install();
  let asked = 0;
  await page.route('**/assets/en-*', (route) => {
    asked += 1;
    return route.abort();
  });
  await open(page, site);
  await expect.poll(() => asked).toBeGreaterThan(0);
  await page.evaluate(async () => {
    for (let frame = 0; frame < 60; frame += 1) await new Promise(requestAnimationFrame);
  });
  // However long the frames took: with every one it would be sixty.
  expect(asked).toBeLessThan(30);
  await page.unroute('**/assets/en-*');
  await expect(async () => {
    await page.clock.fastForward(60_000);
    await expect(page.getByText('Balance', { exact: true })).toBeVisible({ timeout: 1000 });
  }).toPass();
});

import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright';
import { type Outcome, onPage } from './on-page.ts';

export interface BytesFigures {
  /** Script bytes, gzip, that had come when the composer could be typed into. */
  kilobytesUntilReady: number;
  /** The same after a first message was sent and answered. */
  kilobytesWithReply: number;
  /** From the navigation to that composer, on the clock. */
  readyMilliseconds: number;
  /** Main thread to a calm page. */
  seconds: number;
}

/** Loads a page with one widget as its author would write it; `composer` is what a visitor types into. */
export function measureBytes(
  browser: Browser,
  { pageUrl, composer }: { pageUrl: string; composer: string },
): Promise<Outcome<BytesFigures>> {
  return onPage(browser, async (page, meter) => {
    const scripts = collectScripts(page);
    await page.goto(pageUrl, { waitUntil: 'commit' });
    // Playwright's selectors look into open shadow roots.
    await page.waitForSelector(composer, { state: 'visible' });
    const readyMilliseconds = await page.evaluate(() => performance.now());
    const early = scripts.length;
    const { seconds } = await meter.settle();
    const field = page.locator(composer);
    await field.pressSequentially('Hello');
    await field.press('Enter');
    await meter.settle();
    const sizes = await Promise.all(scripts);
    return {
      kilobytesUntilReady: total(sizes.slice(0, early)),
      kilobytesWithReply: total(sizes),
      readyMilliseconds,
      seconds,
    };
  });
}

/** The gzip size of each script that arrives, however the server sends it. */
function collectScripts(page: Page): Promise<number>[] {
  const sizes: Promise<number>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return;
    sizes.push(response.body().then((body) => gzipSync(body, { level: 9 }).length));
  });
  return sizes;
}

function total(sizes: readonly number[]): number {
  return sizes.reduce((sum, size) => sum + size, 0) / 1000;
}

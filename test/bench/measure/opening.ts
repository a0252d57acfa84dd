import type { Browser } from 'playwright';
import { lastSentence } from '../fixtures/answer.ts';
import { type Outcome, onPage } from './on-page.ts';

export interface OpeningFigures {
  /** To show the whole conversation at its end. */
  openSeconds: number;
  /** To scroll from there to its first message. */
  climbSeconds: number;
  seconds: number;
  openLongestTask: number;
  climbLongestTask: number;
  heapMegabytes: number;
  nodes: number;
}

/** Opens a whole conversation, then scrolls to its top; fails when either end is not on the screen. */
export function measureOpening(
  browser: Browser,
  { pageUrl, conversationUrl }: { pageUrl: string; conversationUrl: string },
): Promise<Outcome<OpeningFigures>> {
  return onPage(browser, async (page, meter) => {
    await page.goto(pageUrl);
    await page.evaluate((url) => bench.prepare(url), conversationUrl);
    const before = await meter.settle();
    const open = await page.evaluate(() => bench.open());
    const opened = await meter.settle();
    const noEnd = await page.evaluate((text) => bench.missingEnd(text), lastSentence);
    if (noEnd) throw new Error(`The last message is ${noEnd}`);
    const start = await meter.read();
    const climb = await page.evaluate(() => bench.climb());
    const climbed = await meter.settle();
    const noStart = await page.evaluate(() => bench.missingStart());
    if (noStart) throw new Error(`The first message is ${noStart}`);
    const { heapMegabytes, nodes } = await meter.readAlive();
    const openSeconds = opened.seconds - before.seconds;
    const climbSeconds = climbed.seconds - start.seconds;
    return {
      openSeconds,
      climbSeconds,
      seconds: openSeconds + climbSeconds,
      openLongestTask: open.longestTask,
      climbLongestTask: climb.longestTask,
      heapMegabytes,
      nodes,
    };
  });
}

import type { Browser } from 'playwright';
import { lastSentence } from '../fixtures/answer.ts';
import type { FrameReport } from '../page/frames.ts';
import { type Outcome, onPage } from './on-page.ts';

export interface StreamingFigures extends FrameReport {
  seconds: number;
  heapMegabytes: number;
  nodes: number;
  layouts: number;
}

/** Streams one answer to the contestant of `pageUrl`; fails when its end is not on the screen. */
export function measureStreaming(
  browser: Browser,
  { pageUrl, answerUrl }: { pageUrl: string; answerUrl: string },
): Promise<Outcome<StreamingFigures>> {
  return onPage(browser, async (page, meter) => {
    await page.goto(pageUrl);
    await page.evaluate((url) => bench.mount(url), answerUrl);
    const before = await meter.settle();
    const frames = await page.evaluate((url) => bench.stream(url), answerUrl);
    const after = await meter.settle();
    const missing = await page.evaluate((text) => bench.missingEnd(text), lastSentence);
    if (missing) throw new Error(`The end of the answer is ${missing}`);
    const { heapMegabytes, nodes } = await meter.readAlive();
    const seconds = after.seconds - before.seconds;
    const layouts = after.layouts - before.layouts;
    return { seconds, layouts, heapMegabytes, nodes, ...frames };
  });
}

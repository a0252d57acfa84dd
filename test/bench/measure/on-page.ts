import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, Page } from 'playwright';
import { Meter } from './meter.ts';

/** Longer than this and a contestant did not finish. */
export const patienceMs = 180_000;
const closingMs = 10_000;

/** What became of one run of one contestant. */
export type Outcome<Figures> =
  | { status: 'finished'; figures: Figures }
  | { status: 'did not finish' }
  | { status: 'failed'; reason: string };

/** Runs `work` on a page of its own in a renderer of its own, and gives it up when it takes too long. */
export async function onPage<Figures>(
  browser: Browser,
  work: (page: Page, meter: Meter) => Promise<Figures>,
): Promise<Outcome<Figures>> {
  const context = await browser.newContext({ viewport: { width: 900, height: 900 } });
  const ended = new AbortController();
  try {
    const page = await context.newPage();
    const meter = await Meter.attach(page);
    const working = work(page, meter).then(
      (figures): Outcome<Figures> => ({ status: 'finished', figures }),
      (error: Error): Outcome<Figures> => ({ status: 'failed', reason: firstLine(error) }),
    );
    const limit = delay(patienceMs, undefined, { signal: ended.signal }).then(
      (): Outcome<Figures> => ({ status: 'did not finish' }),
      (): Outcome<Figures> => ({ status: 'did not finish' }),
    );
    return await Promise.race([working, limit]);
  } finally {
    ended.abort();
    // A frozen page may take its time to go.
    await Promise.race([context.close(), delay(closingMs, undefined, { ref: false })]);
  }
}

function firstLine(error: Error): string {
  return error.message.split('\n')[0]!;
}

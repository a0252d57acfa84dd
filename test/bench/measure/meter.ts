import type { CDPSession, Page } from 'playwright';

/** What a page has cost so far. */
export interface Reading {
  /** Seconds of processor time of the page's main thread. */
  seconds: number;
  heapMegabytes: number;
  nodes: number;
  /** How often the page was laid out: a busy machine draws fewer frames, which looks like less work. */
  layouts: number;
}

const calmSeconds = 0.005;
const pollMs = 250;
const mostPolls = 20;

/** Reads Chromium's own account of a page. */
export class Meter {
  readonly #session: CDPSession;

  private constructor(session: CDPSession) {
    this.#session = session;
  }

  static async attach(page: Page): Promise<Meter> {
    const session = await page.context().newCDPSession(page);
    // In processor time, what else the machine does counts for nothing.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await session.send('HeapProfiler.enable');
    return new Meter(session);
  }

  async read(): Promise<Reading> {
    const { metrics } = await this.#session.send('Performance.getMetrics');
    const value = (name: string) => metrics.find((metric) => metric.name === name)!.value;
    return {
      seconds: value('TaskDuration'),
      heapMegabytes: value('JSHeapUsedSize') / 1e6,
      nodes: value('Nodes'),
      layouts: value('LayoutCount'),
    };
  }

  /** Waits until the page has nothing left to do, then reads. */
  async settle(): Promise<Reading> {
    let before = await this.read();
    for (let poll = 0; poll < mostPolls; poll++) {
      await new Promise((resolve) => setTimeout(resolve, pollMs));
      const now = await this.read();
      if (now.seconds - before.seconds < calmSeconds) return now;
      before = now;
    }
    return before;
  }

  /** What is left when the garbage is gone. */
  async readAlive(): Promise<Reading> {
    await this.#session.send('HeapProfiler.collectGarbage');
    return this.read();
  }
}

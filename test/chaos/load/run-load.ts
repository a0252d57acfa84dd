import { setTimeout as delay } from 'node:timers/promises';
import { CrowdWorld } from './crowd-world.ts';

export interface LoadReport {
  streams: number;
  /** The most that were open at the gateway at the same time. */
  atOnce: number;
  whole: number;
  /** Resident megabytes of the proxy: warm, at the most, and in the end. */
  before: number;
  peak: number;
  after: number;
  /** What was in use after garbage collection, before and in the end, in megabytes. */
  heapBefore: number;
  heapAfter: number;
  seconds: number;
  problems: string[];
}

/** What one stream may take, and what may stay when all have ended, in megabytes; their logs are kept for a while. */
const bounds = { stream: 0.25, base: 120, kept: 0.08 };

/** As many streams as asked for at the same time through one process, each checked to its last character. */
export async function runLoad({ streams }: { streams: number }): Promise<LoadReport> {
  const world = await CrowdWorld.start();
  try {
    const problems: string[] = [];
    const warm = Array.from({ length: 50 }, (_, index) =>
      world.ask({ name: `warm-${index}`, chunks: 20, pace: 0 }),
    );
    for (const problem of await Promise.all(warm)) if (problem) problems.push(problem);
    const before = await world.proxy.usage();
    let atOnce = 0;
    world.gateway.hold();
    world.gateway.on('news', () => {
      if (world.gateway.open > atOnce) atOnce = world.gateway.open;
      if (atOnce === streams) world.gateway.release();
    });
    const began = performance.now();
    const ends = await Promise.all(
      Array.from({ length: streams }, async (_, index) => {
        // A crowd, and no test of the kernel's queue of connections.
        await delay(index * 2);
        const problem = await world.ask({ name: `load-${index}`, chunks: 24, pace: 5 });
        // Who was refused cannot be waited for.
        if (problem) world.gateway.release();
        return problem;
      }),
    );
    const seconds = (performance.now() - began) / 1000;
    const left = await world.calm();
    if (left) problems.push(left);
    if (atOnce < streams) problems.push(`only ${atOnce} at the same time`);
    const after = await world.proxy.usage();
    problems.push(...ends.flatMap((problem) => problem ?? []));
    if (after.peakMemory > before.memory + bounds.base + streams * bounds.stream) {
      problems.push(`${Math.round(after.peakMemory)} MB at the most`);
    }
    if (after.heap > before.heap + 10 + streams * bounds.kept) {
      problems.push(`${Math.round(after.heap)} MB stay, ${Math.round(before.heap)} MB were there`);
    }
    return {
      streams,
      atOnce,
      whole: ends.filter((problem) => problem === undefined).length,
      before: before.memory,
      peak: after.peakMemory,
      after: after.memory,
      heapBefore: before.heap,
      heapAfter: after.heap,
      seconds,
      problems,
    };
  } finally {
    await world.close();
  }
}

import { Agent } from 'node:http';
import { readStream, type StreamOutcome } from '../../../chaos/load/read-stream.ts';
import type { Asker, Contestant } from '../contestants.ts';
import { checkWhole } from './check-whole.ts';

export interface Crowd {
  streams: number;
  chunks: number;
  /** Chunks a second of each. */
  pace: number;
}

export interface ManyStreams {
  cpuSeconds: number;
  /** Resident, in megabytes: before, and the most there was. */
  before: number;
  peakMemory: number;
  /** From the first question to the last end, in seconds. */
  took: number;
  firsts: number[];
}

/** What a process needs for so many streams at once, each of them checked. */
export async function measureManyStreams(
  contestant: Contestant,
  { streams, chunks, pace }: Crowd,
): Promise<ManyStreams> {
  const agent = new Agent({ keepAlive: true });
  const askers: Asker[] = [];
  for (let index = 0; index < streams; index += 1) askers.push(await contestant.arrive());
  const before = await contestant.process?.usage();
  const began = performance.now();
  const outcomes: StreamOutcome[] = await Promise.all(
    askers.map(async (asker, index) => {
      // Over a second, as people come: not one clap of hands, which would measure the queue of `accept`.
      await new Promise((resolve) => setTimeout(resolve, (index / streams) * 1000));
      const reply = { name: `many-${contestant.name}-${index}`, chunks, pace };
      const outcome = await readStream({ ...asker.order(reply), agent });
      checkWhole(reply, outcome);
      return outcome;
    }),
  );
  const took = (performance.now() - began) / 1000;
  const after = await contestant.process?.usage();
  agent.destroy();
  return {
    cpuSeconds: (after?.cpuSeconds ?? 0) - (before?.cpuSeconds ?? 0),
    before: before?.memory ?? 0,
    peakMemory: after?.peakMemory ?? 0,
    took,
    firsts: outcomes.map(({ firstAt, sentAt }) => firstAt - sentAt),
  };
}

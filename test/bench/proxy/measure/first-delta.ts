import { Agent } from 'node:http';
import { readStream } from '../../../chaos/load/read-stream.ts';
import type { Contestant, ContestantName } from '../contestants.ts';
import { checkWhole } from './check-whole.ts';

/** Milliseconds from sending a question to the first text of its reply, the contestants by turns so that all meet the same weather. */
export async function measureFirstDelta(
  contestants: readonly Contestant[],
  { rounds, warmUp }: { rounds: number; warmUp: number },
): Promise<Record<ContestantName, number[]>> {
  const agent = new Agent({ keepAlive: true });
  const times = Object.fromEntries(contestants.map(({ name }) => [name, [] as number[]]));
  const askers = await Promise.all(contestants.map((one) => one.arrive()));
  for (let round = -warmUp; round < rounds; round += 1) {
    for (const [index, { name }] of contestants.entries()) {
      const reply = { name: `first-${name}-${round + warmUp}`, chunks: 5, pace: 0 };
      const outcome = await readStream({ ...askers[index]!.order(reply), agent });
      checkWhole(reply, outcome);
      if (round >= 0) times[name]!.push(outcome.firstAt - outcome.sentAt);
    }
  }
  agent.destroy();
  return times as Record<ContestantName, number[]>;
}

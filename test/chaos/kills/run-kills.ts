import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../random.ts';
import { checkThreads } from './check-threads.ts';
import { checkUpstream } from './check-upstream.ts';
import { sendCrowd } from './crowd.ts';
import { Ledger } from './ledger.ts';
import { measureLoss } from './measure-loss.ts';
import { readStored } from './stored.ts';
import { World } from './world.ts';

export interface KillOptions {
  random: Random;
  kills: number;
  /** How long the proxy goes on once it talks, at least and at most; ms. */
  life: [number, number];
  visitors: number;
  log?: (line: string) => void;
}

export interface KillReport {
  kills: number;
  accepted: number;
  replies: number;
  deleted: number;
  opinions: number;
  upstreamMessages: number;
  lost: number;
  doubled: number;
  maybeDoubled: number;
  /** Replies broken off in the middle, and the most of one that was lost, ms. */
  broken: number;
  worstLossMs: number;
  /** Everything that is not as it has to be; empty is good. */
  problems: string[];
}

const longestSettling = 60_000;
/** A crowd all of whom wait for replies of a killed process says nothing until their leases run out. */
const longestSilence = 5000;

/** Kills the proxy again and again while a crowd talks and the gateway fails now and then; then compares all three records. */
export async function runKills(options: KillOptions): Promise<KillReport> {
  const { random, kills, life, visitors, log = () => {} } = options;
  const world = await World.start();
  try {
    const ledger = new Ledger();
    const stop = new AbortController();
    world.spoil(random.fork());
    const mayDelete = () => ledger.kills.length < kills / 2;
    const crowd = sendCrowd(visitors, {
      url: world.url,
      random: random.fork(),
      ledger,
      mayDelete,
      signal: stop.signal,
    }).catch((error: unknown) => {
      ledger.surprises.push(`a visitor gave up: ${error instanceof Error ? error.stack : error}`);
    });
    await killOften(world, { random, kills, life, ledger, log });
    stop.abort();
    await crowd;
    world.heal();
    await settle(world);
    await world.endProxy('SIGTERM');
    return report(world, ledger);
  } finally {
    await world.close();
  }
}

async function killOften(
  world: World,
  options: Pick<KillOptions, 'random' | 'kills' | 'life'> & {
    ledger: Ledger;
    log: (line: string) => void;
  },
): Promise<void> {
  const { random, kills, life, ledger, log } = options;
  for (let kill = 1; kill <= kills; kill += 1) {
    // Mostly in the middle of replies, sometimes as soon as it is up.
    if (random.isTrue(0.75)) await ledger.nextPiece(longestSilence);
    const lived = random.between(...life);
    await delay(lived);
    const at = performance.now();
    await world.endProxy('SIGKILL');
    ledger.kills.push({ at, goneAt: Date.now() });
    log(`kill ${kill} of ${kills}, ${Math.round(lived)} ms into it`);
    await world.startProxy();
  }
}

/** Until everything is told, ended and erased. */
async function settle(world: World): Promise<void> {
  const deadline = performance.now() + longestSettling;
  for (;;) {
    await world.outbox('retry', '--all');
    const stored = readStored(world);
    const isDeleting = stored.conversations.some(({ deleted_at: at }) => at !== null);
    if (stored.depth === 0 && stored.activeRuns === 0 && !isDeleting) return;
    if (performance.now() > deadline) {
      const { depth, activeRuns } = stored;
      const left = `${depth} to be told, ${activeRuns} runs active, ${isDeleting ? 'some' : 'none'} to be erased`;
      throw new Error(`Not settled: ${left}.\n${await world.outbox('list')}`);
    }
    await delay(500);
  }
}

function report(world: World, ledger: Ledger): KillReport {
  const stored = readStored(world);
  const upstream = checkUpstream(stored, ledger);
  const loss = measureLoss(stored, ledger);
  const problems = [
    ...ledger.surprises,
    ...checkThreads(stored, ledger),
    ...upstream.problems,
    ...loss.problems,
  ];
  if (upstream.lost > 0) problems.push(`${upstream.lost} messages never reached the gateway`);
  if (upstream.doubled.length > stored.maybeDoubled) {
    problems.push(...upstream.doubled.map((what) => `doubled, and not each counted: ${what}`));
  }
  if (loss.worstMs > 1000) problems.push(`a reply lost ${Math.round(loss.worstMs)} ms of its text`);
  return {
    kills: ledger.kills.length,
    accepted: ledger.accepted.size,
    replies: ledger.pieces.size,
    deleted: ledger.deleted.size,
    opinions: ledger.feedback.size,
    upstreamMessages: stored.upstream.reduce((sum, { messages }) => sum + messages.length, 0),
    lost: upstream.lost,
    doubled: upstream.doubled.length,
    maybeDoubled: stored.maybeDoubled,
    broken: loss.broken,
    worstLossMs: Math.round(loss.worstMs),
    problems,
  };
}

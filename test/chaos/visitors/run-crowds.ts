import { connect, type Socket } from 'node:net';
import { CrowdWorld } from '../load/crowd-world.ts';
import { questionFor } from '../load/paced-reply.ts';
import type { Random } from '../random.ts';

export interface CrowdReport {
  slowReaders: number;
  /** Replies of others that came whole while the slow ones were reading. */
  others: number;
  leavers: number;
  /** In use after garbage collection, in megabytes: before, beside the slow readers, and in the end. */
  heapBefore: number;
  heapSlow: number;
  heapAfter: number;
  problems: string[];
}

/** One slow reader's reply: more than a socket takes by itself, less than a log. */
const slowChunks = 1500;
/** Megabytes: what one slow reader may hold, and what may stay behind of each visitor for the minute a log is kept. */
const bounds = { slow: 1, stays: 0.05 };

/** Visitors who read a byte a second, and visitors who leave as soon as they have come. */
export async function runCrowds(options: {
  random: Random;
  slowReaders: number;
  leavers: number;
}): Promise<CrowdReport> {
  const { random, slowReaders, leavers } = options;
  const world = await CrowdWorld.start();
  const problems: string[] = [];
  try {
    const first = await world.ask({ name: 'warm', chunks: 100, pace: 0 });
    if (first) problems.push(first);
    const before = await world.proxy.usage();
    const slow = Array.from({ length: slowReaders }, (_, index) => readSlowly(world, index));
    await Promise.all(slow.map(({ begun }) => begun));
    const others = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        world.ask({ name: `other-${index}`, chunks: 50, pace: 100 }),
      ),
    );
    problems.push(...others.flatMap((problem) => problem ?? []));
    const beside = await world.proxy.usage();
    if (beside.heap > before.heap + 10 + slowReaders * bounds.slow) {
      problems.push(`slow readers hold ${Math.round(beside.heap - before.heap)} MB`);
    }
    for (const { leave } of slow) leave();
    const stayed = await world.calm();
    if (stayed) problems.push(`after the slow readers: ${stayed}`);

    const left = Array.from({ length: leavers }, (_, index) => index);
    await Promise.all(
      Array.from({ length: 32 }, async () => {
        for (let index = left.pop(); index !== undefined; index = left.pop()) {
          await comeAndGo(world, index, random);
        }
      }),
    );
    const lingering = await world.calm();
    if (lingering) problems.push(`after the leavers: ${lingering}`);
    const after = await world.proxy.usage();
    if (after.heap > before.heap + 10 + slowReaders * bounds.slow + leavers * bounds.stays) {
      problems.push(`${Math.round(after.heap - before.heap)} MB stay`);
    }
    const whole = others.filter((problem) => problem === undefined).length;
    return {
      slowReaders,
      others: whole,
      leavers,
      heapBefore: before.heap,
      heapSlow: beside.heap,
      heapAfter: after.heap,
      problems,
    };
  } finally {
    await world.close();
  }
}

/** Asks for a long reply and reads a byte of it a second. */
function readSlowly(world: CrowdWorld, index: number): { begun: Promise<void>; leave: () => void } {
  const socket = open(world, questionFor({ name: `slow-${index}`, chunks: slowChunks, pace: 0 }));
  const begun = new Promise<void>((resolve) => {
    socket.once('readable', () => resolve());
    socket.once('close', () => resolve());
  });
  const timer = setInterval(() => socket.read(1), 1000);
  return {
    begun,
    leave: () => {
      clearInterval(timer);
      socket.destroy();
    },
  };
}

/** Asks, and is gone: before anything could be answered, or with the first word. */
function comeAndGo(world: CrowdWorld, index: number, random: Random): Promise<void> {
  const socket = open(world, questionFor({ name: `leaver-${index}`, chunks: 400, pace: 20 }));
  const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  if (random.isTrue(0.5)) socket.once('data', () => socket.destroy());
  else socket.once('connect', () => socket.write('', () => socket.destroy()));
  return gone;
}

function open({ visitor, proxy }: CrowdWorld, text: string): Socket {
  const { hostname, port } = new URL(proxy.origin);
  const body = JSON.stringify({ client_message_id: crypto.randomUUID(), text });
  const socket = connect(Number(port), hostname);
  socket.on('error', () => socket.destroy());
  socket.write(
    `POST /nexevo/messages HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${visitor.token}\r\n` +
      `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
  return socket;
}

import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { now } from '../../../chaos/load/paced-gateway.ts';
import { WatchedProcess } from '../../../chaos/load/watched-process.ts';
import { openSession, oursEnvironment, proxyCommand } from '../contestants.ts';

export interface Listing {
  conversations: number;
  /** Milliseconds of each request for the first thirty of one visitor's conversations. */
  times: number[];
}

const each = 50;

/** How long one visitor's list takes in a file with so many conversations of others. */
export async function measureListing(conversations: number, rounds: number): Promise<Listing> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'nexevo-listing-'));
  const environment = oursEnvironment('http://127.0.0.1:9/v1', folder);
  const proxy = await WatchedProcess.start(proxyCommand, { args: ['--port', '0'], environment });
  const agent = new Agent({ keepAlive: true });
  try {
    const url = `${proxy.origin}/nexevo`;
    const tokens: string[] = [];
    for (let index = 0; index < 20; index += 1) tokens.push(await openSession(url));
    fill(environment.NEXEVO_DATA!, conversations, tokens.map(visitorOf));
    const times: number[] = [];
    for (let round = -50; round < rounds; round += 1) {
      const token = tokens[(round + 50) % tokens.length]!;
      const { milliseconds, length } = await list(`${url}/conversations`, token, agent);
      if (length !== 30) throw new Error(`the list has ${length} conversations`);
      if (round >= 0) times.push(milliseconds);
    }
    return { conversations, times };
  } finally {
    agent.destroy();
    await proxy.close();
    await rm(folder, { recursive: true });
  }
}

/** Fifty a visitor; those who ask are spread among the others. */
function fill(file: string, conversations: number, askers: string[]): void {
  const db = new DatabaseSync(file);
  const add = db.prepare(
    'INSERT INTO conversations (id, visitor, title, created_at, updated_at) VALUES (?, ?, ?, ?, ?)',
  );
  const visitors = conversations / each;
  const apart = Math.floor(visitors / askers.length);
  const start = Date.now() - 30 * 86_400_000;
  // Only the list is measured, not how long the file takes to make.
  const fast =
    'PRAGMA busy_timeout = 60000; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000;';
  db.exec(`${fast} BEGIN IMMEDIATE`);
  for (let index = 0; index < conversations; index += 1) {
    const number = index % visitors;
    const asker = number % apart === 0 ? askers[number / apart] : undefined;
    const id = `conv_bench-${index.toString().padStart(12, '0')}`;
    const visitor = asker ?? `anon:bench-${number}`;
    add.run(id, visitor, `How do I mend number ${index}?`, start + index, start + index);
  }
  db.exec('COMMIT');
  db.close();
}

function visitorOf(token: string): string {
  return JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()).sub;
}

function list(
  url: string,
  token: string,
  agent: Agent,
): Promise<{ milliseconds: number; length: number }> {
  const began = now();
  return new Promise((resolve, reject) => {
    const headers = { Authorization: `Bearer ${token}` };
    const sending = request(url, { agent, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (piece) => {
        body += piece;
      });
      response.on('end', () => {
        const milliseconds = now() - began;
        resolve({ milliseconds, length: JSON.parse(body).conversations?.length ?? 0 });
      });
    });
    sending.on('error', reject).end();
  });
}

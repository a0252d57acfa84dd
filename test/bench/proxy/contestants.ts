import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { GatewayProcess } from '../../chaos/load/gateway-process.ts';
import { type PacedReply, questionFor } from '../../chaos/load/paced-reply.ts';
import type { StreamOrder } from '../../chaos/load/read-stream.ts';
import { freePort, WatchedProcess } from '../../chaos/load/watched-process.ts';
import { noLimits } from '../../chaos/no-limits.ts';

export const contestantNames = ['direct', 'bare', 'portkey', 'ours'] as const;
export type ContestantName = (typeof contestantNames)[number];

export const titles: Record<ContestantName, string> = {
  direct: 'no proxy',
  bare: 'bare Express 5 + undici.stream',
  portkey: 'Portkey’s gateway',
  ours: 'Nexevo Chat',
};

const fileAt = (at: string) => fileURLToPath(new URL(at, import.meta.url));
/** Built, as an operator has it. */
export const proxyCommand = fileAt('../../../packages/proxy/bin/nexevo-proxy.js');
const key = 'sk-xc-local-benchmark-0001';
/** As the container starts it: V8's own young generation grows with the machine. For everybody, so that it is the same. */
const nodeArgs = ['--max-semi-space-size=16'];

/** Something that brings a gateway's stream to whoever asks. */
export interface Contestant {
  name: ContestantName;
  /** Absent where there is no process between. */
  process?: WatchedProcess;
  /** Somebody who asks; with ours, a visitor with a session. */
  arrive(): Promise<Asker>;
  close(): Promise<void>;
}

export interface Asker {
  /** The request that asks for this reply. */
  order(reply: PacedReply): StreamOrder;
  /** The same, as one JSON answer; ours has only streams. */
  whole?(reply: PacedReply): { url: string; headers: Record<string, string>; body: unknown };
  /** Ends the reply on purpose; without it, whoever has enough leaves. */
  stop?(seen: string): Promise<void>;
}

const starts: Record<ContestantName, (gateway: GatewayProcess) => Promise<Contestant>> = {
  direct: async ({ url }) => openAi('direct', `${url}/chat/completions`),
  bare: async (gateway) => {
    const environment = { UPSTREAM_URL: gateway.url, UPSTREAM_KEY: key };
    const process = await WatchedProcess.start(fileAt('bare-express.ts'), {
      nodeArgs,
      environment,
    });
    return openAi('bare', `${process.origin}/v1/chat/completions`, { process });
  },
  portkey: async (gateway) => {
    const port = await freePort();
    const script = '../node_modules/@portkey-ai/gateway/build/start-server.js';
    const process = await WatchedProcess.start(fileAt(script), {
      nodeArgs,
      args: [`--port=${port}`, '--headless'],
      environment: { TRUSTED_CUSTOM_HOSTS: '127.0.0.1' },
      port,
    });
    const headers = {
      'x-portkey-provider': 'openai',
      'x-portkey-custom-host': gateway.url,
      Authorization: `Bearer ${key}`,
    };
    return openAi('portkey', `${process.origin}/v1/chat/completions`, { process, headers });
  },
  ours: startOurs,
};

export function startContestant(
  name: ContestantName,
  gateway: GatewayProcess,
): Promise<Contestant> {
  return starts[name](gateway);
}

function openAi(
  name: ContestantName,
  url: string,
  { process, headers = {} }: { process?: WatchedProcess; headers?: Record<string, string> } = {},
): Contestant {
  const body = (reply: PacedReply, stream: boolean) => ({
    model: 'nexevo/balanced',
    messages: [{ role: 'user', content: questionFor(reply) }],
    stream,
  });
  const asker: Asker = {
    order: (reply) => ({ url, headers, body: body(reply, true), dialect: 'openai' }),
    whole: (reply) => ({ url, headers, body: body(reply, false) }),
  };
  return {
    name,
    ...(process && { process }),
    arrive: async () => asker,
    close: async () => process?.close(),
  };
}

/** The built command, as an operator runs it, with an SQLite file; only the limits of one address are out of the way. */
async function startOurs(gateway: GatewayProcess): Promise<Contestant> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'nexevo-bench-'));
  const process = await WatchedProcess.start(proxyCommand, {
    nodeArgs,
    args: ['--port', '0'],
    environment: oursEnvironment(gateway.url, folder),
  });
  return {
    name: 'ours',
    process,
    arrive: () => arriveAt(process.origin),
    close: async () => {
      await process.close();
      await rm(folder, { recursive: true });
    },
  };
}

export function oursEnvironment(upstreamUrl: string, folder: string): Record<string, string> {
  return {
    ...noLimits,
    NEXEVO_API_KEY: key,
    NEXEVO_SESSION_SECRET: 'a-session-secret-for-the-benchmark-0123456789',
    NEXEVO_UPSTREAM_URL: upstreamUrl,
    NEXEVO_UPSTREAM_CONVERSATIONS: 'off',
    NEXEVO_DATA: path.join(folder, 'proxy.sqlite'),
  };
}

async function arriveAt(origin: string): Promise<Asker> {
  const url = `${origin}/nexevo`;
  const token = await openSession(url);
  const headers = { Authorization: `Bearer ${token}` };
  return {
    order: (reply) => ({
      url: `${url}/messages`,
      headers,
      body: { client_message_id: crypto.randomUUID(), text: questionFor(reply) },
      dialect: 'nexevo',
    }),
    stop: async (seen) => {
      const id = /"run_id":"(\w[\w-]*)"/.exec(seen)?.[1];
      const response = await fetch(`${url}/runs/${id}/stop`, { method: 'POST', headers });
      await response.body?.cancel();
      if (!response.ok) throw new Error(`Stop was answered with ${response.status}`);
    },
  };
}

export async function openSession(url: string): Promise<string> {
  const response = await fetch(`${url}/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{}',
  });
  const { token } = (await response.json()) as { token: string };
  return token;
}

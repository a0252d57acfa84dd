import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { TestContext } from 'node:test';
import { createLocal, type Local } from '@nexevo/local';
import type { RunEvent, RunEventData, RunEventName, SessionResponse } from '@nexevo/protocol';
import express from 'express';
import { pino } from 'pino';
import { createProxy, type NexevoProxy, type ProxyOptions } from '../src/index.ts';
import { Relay } from './relay.ts';

export const apiKey = 'sk-xc-local-proxytest0001';
export const sessionSecret = 'a-session-secret-of-this-test-0123456789';
/** For a process of its own: no setting of whoever runs the tests, and what is compiled already. */
export const bareEnvironment = {
  PATH: process.env.PATH,
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
};

export interface Fixture {
  local: Local;
  /** Between proxy and gateway, when asked for. */
  relay: Relay | undefined;
  proxy: NexevoProxy;
  /** Up to and including `/nexevo`. */
  url: string;
  dataPath: string;
  /** Everything the proxy has logged, as JSON lines. */
  logs: () => string;
}

/** A gateway and a proxy in front of it, both real, both gone after the test. */
export async function startProxy(
  test: TestContext,
  {
    pace = Number.POSITIVE_INFINITY,
    trustProxy = 0,
    isRelayed = false,
    ...options
  }: Partial<ProxyOptions> & { pace?: number; trustProxy?: number; isRelayed?: boolean } = {},
): Promise<Fixture> {
  const folder = await mkdtemp(join(tmpdir(), 'nexevo-proxy-'));
  const local = createLocal({ dataPath: ':memory:', pace, requestsPerMinute: 10_000 });
  const { url } = await local.listen(0);
  const relay = isRelayed ? await Relay.start(url) : undefined;
  const upstreamUrl = relay?.url ?? url;
  let logged = '';
  const destination = new Writable({
    write(line, _encoding, done) {
      logged += line;
      done();
    },
  });
  const dataPath = options.dataPath ?? join(folder, 'proxy.sqlite');
  const proxy = createProxy({
    apiKey,
    sessionSecret,
    upstreamUrl,
    dataPath,
    logger: pino(destination),
    ...options,
    limits: {
      requestsPerMinute: 10_000,
      visitorRequestsPerMinute: 10_000,
      sessionsPerMinute: 10_000,
      ...options.limits,
    },
  });
  await proxy.ready();
  const app = express().set('trust proxy', trustProxy);
  app.use(proxy.operations).use('/nexevo', proxy.router);
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  test.after(async () => {
    server.closeAllConnections();
    server.close();
    await proxy.close();
    await relay?.close();
    await local.close();
    await rm(folder, { recursive: true });
  });
  const { port } = server.address() as AddressInfo;
  const base = `http://127.0.0.1:${port}/nexevo`;
  return { local, relay, proxy, url: base, dataPath, logs: () => logged };
}

/** A visitor's browser, as far as HTTP goes. */
export class Visitor {
  readonly url: string;
  readonly token: string;

  constructor(url: string, token: string) {
    this.url = url;
    this.token = token;
  }

  static async arrive({ url }: { url: string }, identityToken?: string): Promise<Visitor> {
    const response = await fetch(`${url}/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(identityToken ? { identity_token: identityToken } : {}),
    });
    const session = (await response.json()) as SessionResponse;
    if (!response.ok) throw new Error(JSON.stringify(session));
    return new Visitor(url, session.token);
  }

  request(method: string, path: string, body?: unknown, init: RequestInit = {}): Promise<Response> {
    return fetch(`${this.url}${path}`, {
      method,
      ...init,
      headers: {
        Authorization: `Bearer ${this.token}`,
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...(init.headers as Record<string, string> | undefined),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  async json<Body>(method: string, path: string, body?: unknown): Promise<Body> {
    const response = await this.request(method, path, body);
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    return (response.status === 204 ? undefined : await response.json()) as Body;
  }

  send(
    text: string,
    more: Record<string, unknown> = {},
    init: RequestInit = {},
  ): Promise<Response> {
    return this.request(
      'POST',
      '/messages',
      { client_message_id: crypto.randomUUID(), text, ...more },
      init,
    );
  }

  /** Sends and reads to the end. */
  async chat(text: string, more: Record<string, unknown> = {}): Promise<RunEvent[]> {
    return Array.fromAsync(readEvents(await this.send(text, more)));
  }
}

/** The events of a stream; leaving the loop closes the connection. */
export async function* readEvents(response: Response): AsyncGenerator<RunEvent> {
  if (!response.ok || !response.body) {
    throw new Error(`${response.status} ${await response.text()}`);
  }
  let rest = '';
  for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
    const frames = (rest + text).split('\n\n');
    rest = frames.pop() ?? '';
    for (const frame of frames) {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(frame)?.[1];
      const id = field('id');
      const event = { event: field('event'), data: JSON.parse(field('data') ?? 'null') };
      yield { ...event, ...(id && { id: Number(id) }) } as RunEvent;
    }
  }
}

/** The data of the one event of that name. */
export function find<Name extends RunEventName>(
  events: readonly RunEvent[],
  name: Name,
): RunEventData[Name] {
  const found = events.find(({ event }) => event === name);
  if (!found) throw new Error(`no ${name} among ${events.map(({ event }) => event).join(', ')}`);
  return found.data as RunEventData[Name];
}

export function textOf(events: readonly RunEvent[]): string {
  return events.map((event) => (event.event === 'delta' ? event.data.text : '')).join('');
}

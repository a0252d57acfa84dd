import { mkdtemp, rm } from 'node:fs/promises';
import { Agent } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Visitor } from '../../../packages/proxy/test/fixture.ts';
import { GatewayProcess } from './gateway-process.ts';
import { type PacedReply, questionFor, textFor } from './paced-reply.ts';
import { readStream, type StreamOrder } from './read-stream.ts';
import { WatchedProcess } from './watched-process.ts';

const script = fileURLToPath(new URL('crowd-proxy.ts', import.meta.url));
const longestCalm = 60_000;

/** A paced gateway, a proxy without limits, and one visitor who is everybody. */
export class CrowdWorld {
  readonly gateway: GatewayProcess;
  readonly proxy: WatchedProcess;
  readonly visitor: Visitor;
  readonly #folder: string;
  readonly #agent = new Agent({ keepAlive: true });

  private constructor(
    parts: { gateway: GatewayProcess; proxy: WatchedProcess; visitor: Visitor },
    folder: string,
  ) {
    this.gateway = parts.gateway;
    this.proxy = parts.proxy;
    this.visitor = parts.visitor;
    this.#folder = folder;
  }

  static async start(): Promise<CrowdWorld> {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'nexevo-crowd-'));
    const gateway = await GatewayProcess.start();
    const proxy = await WatchedProcess.start(script, {
      nodeArgs: ['-C', '@nexevo/source', '--expose-gc'],
      environment: {
        CROWD_UPSTREAM: gateway.url,
        CROWD_DATA: path.join(folder, 'proxy.sqlite'),
      },
    });
    const visitor = await Visitor.arrive({ url: `${proxy.origin}/nexevo` });
    return new CrowdWorld({ gateway, proxy, visitor }, folder);
  }

  order(reply: PacedReply): StreamOrder {
    const { url, token } = this.visitor;
    return {
      url: `${url}/messages`,
      headers: { Authorization: `Bearer ${token}` },
      body: { client_message_id: crypto.randomUUID(), text: questionFor(reply) },
      dialect: 'nexevo',
      agent: this.#agent,
    };
  }

  /** Asks and reads to the end; what was wrong with it, if anything was. */
  async ask(reply: PacedReply): Promise<string | undefined> {
    const outcome = await readStream(this.order(reply)).catch((error: Error) => error);
    if (outcome instanceof Error) return `${reply.name}: ${outcome.message}`;
    const { status, ending, text } = outcome;
    if (status !== 200 || ending !== 'done') return `${reply.name}: ${status}, ${ending}`;
    return text === textFor(reply.name, reply.chunks) ? undefined : `${reply.name}: another text`;
  }

  /** Replies that the proxy is writing, and connections that the gateway still has for them. */
  async counts(): Promise<{ runs: number; streams: number }> {
    const response = await fetch(`${this.proxy.origin}/metrics`, {
      headers: { Authorization: 'Bearer an-operator-token-for-crowds-0123456789' },
    });
    const runs = /^nexevo_runs_active (\d+)/m.exec(await response.text())?.[1];
    return { runs: Number(runs), streams: this.gateway.open };
  }

  /** Waits until nothing is being written any more; what is left when that takes too long. */
  async calm(): Promise<string | undefined> {
    const deadline = performance.now() + longestCalm;
    for (;;) {
      const { runs, streams } = await this.counts();
      if (runs === 0 && streams === 0) return undefined;
      if (performance.now() > deadline) return `${runs} runs and ${streams} streams are left`;
      await delay(100);
    }
  }

  async close(): Promise<void> {
    this.#agent.destroy();
    await this.proxy.close();
    this.gateway.close();
    await rm(this.#folder, { recursive: true });
  }
}

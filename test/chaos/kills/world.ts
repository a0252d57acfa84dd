import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Relay, type RelayFault } from '../../../packages/proxy/test/relay.ts';
import { CommandProcess } from '../command-process.ts';
import { noLimits } from '../no-limits.ts';
import type { Random } from '../random.ts';

export const apiKey = 'sk-xc-local-chaos-0001';
const faultRate = 0.06;
const appendFaults: RelayFault[] = ['lost', 'bad-gateway', 'after-lost', 'after-bad-gateway', 429];
const chatFaults: RelayFault[] = ['lost', 'bad-gateway', 'cut', 'cut', 429];

/** The gateway and the proxy as processes, a relay that spoils requests between them, and a file that outlives them all. */
export class World {
  readonly relay: Relay;
  readonly dataPath: string;
  /** What the gateway keeps. */
  readonly gatewayPath: string;
  readonly #gateway: CommandProcess;
  readonly #folder: string;
  #proxy: CommandProcess | undefined;
  #port = 0;

  private constructor(parts: { gateway: CommandProcess; relay: Relay; folder: string }) {
    this.#gateway = parts.gateway;
    this.relay = parts.relay;
    this.#folder = parts.folder;
    this.dataPath = path.join(parts.folder, 'proxy.sqlite');
    this.gatewayPath = path.join(parts.folder, 'gateway.sqlite');
  }

  static async start(): Promise<World> {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'nexevo-chaos-'));
    const data = path.join(folder, 'gateway.sqlite');
    const flags = ['--port', '0', '--data', data, '--quiet', '--requests-per-minute', '90000'];
    const gateway = await CommandProcess.start('local', flags);
    const relay = await Relay.start(gateway.url);
    const world = new World({ gateway, relay, folder });
    // Who is killed leaves no compiled code behind for the next one; this does.
    await CommandProcess.run('proxy', ['--help'], world.#environment);
    await world.startProxy();
    return world;
  }

  /** Up to and including `/nexevo`; the same after every restart. */
  get url(): string {
    return `http://127.0.0.1:${this.#port}/nexevo`;
  }

  get #environment(): Record<string, string> {
    return {
      ...noLimits,
      NEXEVO_API_KEY: apiKey,
      NEXEVO_SESSION_SECRET: 'a-session-secret-for-chaos-0123456789',
      NEXEVO_UPSTREAM_URL: this.relay.url,
      NEXEVO_DATA: this.dataPath,
      NEXEVO_BOOKKEEPING_TIMEOUT: '1',
      NEXEVO_LEASE: '2',
      // The crowd comes from one machine and says itself who is who.
      NEXEVO_TRUST_PROXY: '1',
      NODE_COMPILE_CACHE: path.join(this.#folder, 'compiled'),
    };
  }

  async startProxy(): Promise<void> {
    const flags = ['--port', String(this.#port)];
    this.#proxy = await CommandProcess.start('proxy', flags, this.#environment);
    this.#port = Number(new URL(this.#proxy.url).port);
  }

  async endProxy(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    await this.#proxy?.end(signal);
  }

  /** `nexevo-proxy outbox …` on the same file. */
  outbox(...args: string[]): Promise<string> {
    return CommandProcess.run('proxy', ['outbox', ...args], this.#environment);
  }

  /** From now on some requests go wrong. */
  spoil(random: Random): void {
    this.relay.fault = ({ method, path: route }) => {
      if (!random.isTrue(faultRate)) return undefined;
      if (route === '/chat/completions') return random.pick(chatFaults);
      return method === 'GET' ? random.pick(['lost', 'bad-gateway']) : random.pick(appendFaults);
    };
  }

  heal(): void {
    this.relay.fault = () => undefined;
  }

  async close(): Promise<void> {
    await this.endProxy('SIGTERM');
    await this.relay.close();
    await this.#gateway.end('SIGTERM');
    await rm(this.#folder, { recursive: true });
  }
}

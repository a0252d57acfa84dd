import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

const reporter = new URL('report-usage.mjs', import.meta.url).href;

export interface Usage {
  cpuSeconds: number;
  /** Resident, in megabytes: at present, and the most there ever was. */
  memory: number;
  peakMemory: number;
  /** What is in use after a garbage collection, in megabytes; where `--expose-gc` is among `nodeArgs`. */
  heap: number;
}

/** A server in a process of its own that tells what it uses. It ends with the process that started it. */
export class WatchedProcess {
  readonly #child: ChildProcess;
  readonly origin: string;

  private constructor(child: ChildProcess, origin: string) {
    this.#child = child;
    this.origin = origin;
  }

  /** Resolves once it takes connections. @throws with what it said when it ends before */
  static async start(
    script: string,
    { args = [], nodeArgs = [], environment = {}, port }: StartOptions,
  ): Promise<WatchedProcess> {
    const child = fork(script, args, {
      execArgv: ['--import', reporter, ...nodeArgs],
      env: { PATH: process.env.PATH, NODE_ENV: 'production', ...environment },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    let said = '';
    const origin = await new Promise<string>((resolve, reject) => {
      const hear = (piece: Buffer) => {
        said += piece;
        const found = /(?:listening on|[Rr]eady).*?(http:\/\/[\w.]+:\d+)/s.exec(said)?.[1];
        if (found) resolve(found.replace('localhost', '127.0.0.1'));
      };
      child.stdout?.on('data', hear);
      child.stderr?.on('data', hear);
      child.once('exit', () => reject(new Error(`${script} ended at its start: ${said}`)));
      if (port) void answers(port).then(() => resolve(`http://127.0.0.1:${port}`), reject);
    });
    child.stdout?.removeAllListeners('data').resume();
    child.stderr?.removeAllListeners('data').resume();
    return new WatchedProcess(child, origin);
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  async usage(): Promise<Usage> {
    const answer = once(this.#child, 'message');
    this.#child.send('usage');
    const [usage] = await answer;
    return usage as Usage;
  }

  async close(): Promise<void> {
    if (!this.isRunning) return;
    const ended = once(this.#child, 'exit');
    // What is loaded into it ends it then.
    this.#child.disconnect();
    await ended;
  }
}

interface StartOptions {
  args?: string[];
  /** For Node itself. */
  nodeArgs?: string[];
  environment?: Record<string, string>;
  /** For a server that does not say where it listens. */
  port?: number;
}

/** A port that was free a moment ago, for servers that cannot choose one. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

async function answers(port: number): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (performance.now() < deadline) {
    try {
      await fetch(`http://127.0.0.1:${port}/`);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error(`nothing listens on port ${port}`);
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const entryOf = (name: string) =>
  fileURLToPath(new URL(`../../packages/${name}/src/command.ts`, import.meta.url));
const entries = { local: entryOf('local'), proxy: entryOf('proxy') };

/** Whatever ends us ends what we started. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** One of the project's commands, running as a process of its own. */
export class CommandProcess {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  /** Resolves when it has printed its address. @throws with what it said when it ends before */
  static async start(
    name: keyof typeof entries,
    flags: string[],
    environment: Record<string, string> = {},
  ): Promise<CommandProcess> {
    const child = launch(name, flags, environment);
    let said = '';
    const url = await new Promise<string>((resolve, reject) => {
      const hear = (piece: Buffer) => {
        said += piece;
        const found = /listening on (\S+)/.exec(said)?.[1];
        if (found) resolve(found);
      };
      child.stdout?.on('data', hear);
      child.stderr?.on('data', hear);
      child.once('exit', () => reject(new Error(`nexevo-${name} ended at its start: ${said}`)));
    });
    // Its log is not read any more, but has to go somewhere.
    child.stdout?.removeAllListeners('data').resume();
    child.stderr?.removeAllListeners('data').resume();
    return new CommandProcess(child, url);
  }

  /** Runs it to its end; what it printed. */
  static async run(
    name: keyof typeof entries,
    flags: string[],
    environment: Record<string, string> = {},
  ): Promise<string> {
    const child = launch(name, flags, environment);
    const pieces: Buffer[] = [];
    child.stdout?.on('data', (piece) => pieces.push(piece));
    child.stderr?.on('data', (piece) => pieces.push(piece));
    const [code] = await once(child, 'close');
    const output = Buffer.concat(pieces).toString();
    if (code !== 0) throw new Error(`nexevo-${name} ${flags.join(' ')}: ${output}`);
    return output;
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Resident memory in megabytes; `undefined` where the system does not tell. */
  async memory(): Promise<number | undefined> {
    const { readFile } = await import('node:fs/promises');
    const status = await readFile(`/proc/${this.#child.pid}/status`, 'utf8').catch(() => '');
    const kilobytes = /^VmRSS:\s+(\d+)/m.exec(status)?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  }

  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    if (!this.isRunning) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill(signal);
    await ended;
  }
}

function launch(
  name: keyof typeof entries,
  flags: string[],
  environment: Record<string, string>,
): ChildProcess {
  const child = spawn(process.execPath, ['-C', '@nexevo/source', entries[name], ...flags], {
    env: { PATH: process.env.PATH ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

import type { ChildProcess } from 'node:child_process';

/** W3C input actions, the same in both protocols. */
export type Actions = Record<string, unknown>[];

/** A browser that is driven from outside, over whatever protocol it speaks. */
export interface Browser {
  /** What it calls itself, with its version. */
  name: string;
  open(url: string): Promise<void>;
  /** Runs a function body in the page; its result is JSON. */
  run(body: string): Promise<unknown>;
  perform(actions: Actions): Promise<void>;
  /** PNG. */
  screenshot(): Promise<Buffer>;
  close(): Promise<void>;
}

/** What `begin` makes of a process; where it fails, the process is ended with it. */
export async function orEnd<T>(process: ChildProcess, begin: () => Promise<T>): Promise<T> {
  const gone = new Promise<never>((_, reject) => {
    process.once('error', reject);
    process.once('exit', (code) => reject(new Error(`${process.spawnfile} ended with ${code}.`)));
  });
  try {
    return await Promise.race([begin(), gone]);
  } catch (error) {
    process.kill();
    throw error;
  }
}

/** Asks again until there is an answer; the browser's process has to come up first. */
export async function untilUp<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      if (tries > 150) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

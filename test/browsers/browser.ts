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

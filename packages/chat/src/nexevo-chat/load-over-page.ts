import { rest, standardBackoff } from '../api/run-stream.ts';
import type * as OverPage from './over-page.ts';

/** What a chat takes that lies over the page, a bubble or full screen. It is tried again until it is there. */
export async function loadOverPage(): Promise<typeof OverPage> {
  for (let attempt = 0; ; attempt += 1) {
    const loaded = await import('./over-page.ts').catch(() => undefined);
    if (loaded) return loaded;
    await rest(standardBackoff(attempt), new AbortController().signal);
  }
}

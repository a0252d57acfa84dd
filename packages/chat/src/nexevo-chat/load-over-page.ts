import { rest, standardBackoff } from '../api/run-stream.ts';
import type * as OverPage from './over-page.ts';

/** What a chat takes that lies over the page, a bubble or full screen. It is tried again until it is there, or the chat is off the page. */
export async function loadOverPage(chat: Node): Promise<typeof OverPage | undefined> {
  for (let attempt = 0; ; attempt += 1) {
    const loaded = await import('./over-page.ts').catch(() => undefined);
    if (loaded || !chat.isConnected) return loaded;
    await rest(standardBackoff(attempt), new AbortController().signal);
  }
}

import { NexevoError } from '@nexevo/client';
import type { NexevoProxy } from '../create-proxy.ts';
import { ProxyOptionError } from '../errors.ts';
import { readKey } from '../read-key.ts';

/** What `SIGHUP` does: takes the key that the file has now, or keeps the old one and says why. Returns the sentence. */
export function reloadKey(proxy: NexevoProxy, environment: NodeJS.ProcessEnv): string {
  if (!environment.NEXEVO_API_KEY_FILE?.trim()) {
    return 'The key is in NEXEVO_API_KEY, which cannot change while this runs: use NEXEVO_API_KEY_FILE.';
  }
  try {
    proxy.useKey(readKey(environment));
    return 'The gateway key was read again; replies being written end with the old one.';
  } catch (error) {
    if (!(error instanceof ProxyOptionError || error instanceof NexevoError)) throw error;
    return `The old gateway key stays in use: ${error.message}`;
  }
}

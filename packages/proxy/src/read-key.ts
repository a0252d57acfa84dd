import { readFileSync } from 'node:fs';
import { ProxyOptionError } from './errors.ts';

/**
 * The gateway's key from `NEXEVO_API_KEY`, or from the file that `NEXEVO_API_KEY_FILE` names. A process cannot be given
 * another environment, but a file can be read again.
 */
export function readKey(environment: NodeJS.ProcessEnv): string {
  const key = environment.NEXEVO_API_KEY?.trim();
  const file = environment.NEXEVO_API_KEY_FILE?.trim();
  if (!file) return key ?? '';
  if (key) {
    throw new ProxyOptionError(
      'apiKey',
      'There are two keys: set NEXEVO_API_KEY or NEXEVO_API_KEY_FILE, not both.',
    );
  }
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ProxyOptionError('apiKey', `NEXEVO_API_KEY_FILE cannot be read: ${why}.`, error);
  }
}

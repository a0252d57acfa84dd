import { askPatiently } from '../ask-patiently.ts';

const load = askPatiently(async () => (await import('./message-extras.ts')).defineExtras());

/**
 * Editing, versions, thinking aloud and the tools of code: what most messages never need. May be asked with every
 * drawing. Resolves to whether the chunk is there.
 */
export const loadExtras = (): Promise<boolean> =>
  load().then(
    () => true,
    () => false,
  );

import { askPatiently } from '../ask-patiently.ts';

const load = () => import('./message-extras.ts').then(({ defineExtras }) => defineExtras());
const patiently = askPatiently(load);

/** Editing, versions, thinking aloud and the tools of code: what most messages never need. Resolves to whether the chunk is there. */
export function loadExtras(): Promise<boolean> {
  return isThere(load());
}

/** The same for a message that only shows some of it, however often it is drawn. */
export function lookForExtras(): void {
  void isThere(patiently());
}

function isThere(loading: Promise<void>): Promise<boolean> {
  return loading.then(
    () => true,
    () => false,
  );
}

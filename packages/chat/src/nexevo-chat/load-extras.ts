/** Editing, versions, thinking aloud and the tools of code: what most messages never need. Resolves to whether the chunk is there. */
export function loadExtras(): Promise<boolean> {
  return import('./message-extras.ts').then(
    ({ defineExtras }) => {
      defineExtras();
      return true;
    },
    () => false,
  );
}

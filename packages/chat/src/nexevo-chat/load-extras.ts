/** Editing, versions and thinking aloud: what most messages never need. Resolves to whether the chunk is there. */
export function loadExtras(): Promise<boolean> {
  return import('./message-extras.ts').then(
    ({ defineExtras }) => {
      defineExtras();
      return true;
    },
    () => false,
  );
}

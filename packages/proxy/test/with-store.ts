import type { Store } from '../src/store/store.ts';

/** Gives each test an empty store of its own, and closes it. */
export function storeOf(open: () => Promise<Store>) {
  return (work: (store: Store) => Promise<void>) => async () => {
    const store = await open();
    try {
      await work(store);
    } finally {
      await store.close();
    }
  };
}

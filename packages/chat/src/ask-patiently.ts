/** How long a chunk that could not be had is not asked for again, however often it is needed; milliseconds. */
export const patience = 2000;

/** Loads something once; after a failure once more, when it is asked for later. */
export function askPatiently<Chunk>(load: () => Promise<Chunk>): () => Promise<Chunk> {
  let loading: Promise<Chunk> | undefined;
  return () => {
    loading ??= load().catch((error) => {
      setTimeout(() => {
        loading = undefined;
      }, patience);
      throw error;
    });
    return loading;
  };
}

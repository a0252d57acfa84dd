/** After a chunk could not be had it is asked for again when it is needed, but not at once. */
export const patience = 10_000;

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

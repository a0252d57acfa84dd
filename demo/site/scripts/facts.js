/** Counts requests to other origins, from the page's first to its last. */
export function countForeign(onCount) {
  let count = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { name } of list.getEntries()) {
      const { origin, protocol } = new URL(name);
      if (protocol.startsWith('http') && origin !== location.origin) count += 1;
    }
    onCount(count);
  });
  observer.observe({ type: 'resource', buffered: true });
}

/** Bytes of every script loaded for the chat so far, after gzip. */
export async function measureScripts() {
  const chat = `${location.origin}/nexevo/`;
  const scripts = performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    .filter((name) => name.startsWith(chat) && name.endsWith('.js'));
  const sizes = await Promise.all([...new Set(scripts)].map(compressedSize));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function compressedSize(url) {
  const { body, ok } = await fetch(url);
  if (!ok || !body) return 0;
  let size = 0;
  for await (const chunk of readChunks(body.pipeThrough(new CompressionStream('gzip')))) {
    size += chunk.length;
  }
  return size;
}

/** Safari's streams are not iterable yet. */
async function* readChunks(stream) {
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

// Loaded into a server before its own code: tells what its process has used whenever it is asked.
process.on('message', (question) => {
  if (question !== 'usage') return;
  globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  process.send?.({
    cpuSeconds: (user + system) / 1e6,
    memory: process.memoryUsage.rss() / 2 ** 20,
    heap: process.memoryUsage().heapUsed / 2 ** 20,
    peakMemory: process.resourceUsage().maxRSS / 1024,
  });
});
process.on('disconnect', () => process.exit());

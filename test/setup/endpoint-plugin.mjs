/**
 * Gives browser tests a real proxy on another origin, as on a customer's page, and one whose replies take a minute.
 * `@nexevo/local` and `@nexevo/proxy` load when the server starts, so that their errors are shown as the run's.
 */
export function endpointPlugin() {
  const live = {};
  return {
    name: 'nexevo-endpoint',
    async serverStart({ config }) {
      const { startEndpoint } = await import('./live-endpoint.mjs');
      const origins = [`http://${config.hostname}:${config.port}`];
      live.quick = await startEndpoint({ origins });
      live.slow = await startEndpoint({ origins, pace: 10 });
    },
    async serverStop() {
      await Promise.all(Object.values(live).map((endpoint) => endpoint.close()));
    },
    /** The page every test file runs in. */
    page: (testFramework) => `<!DOCTYPE html>
<html lang="en">
  <head><meta charset="utf-8"></head>
  <body>
    <script>
      globalThis.__NEXEVO_ENDPOINT__ = ${JSON.stringify(live.quick?.endpoint)};
      globalThis.__NEXEVO_SLOW_ENDPOINT__ = ${JSON.stringify(live.slow?.endpoint)};
    </script>
    <script type="module" src="${testFramework}"></script>
  </body>
</html>`,
  };
}

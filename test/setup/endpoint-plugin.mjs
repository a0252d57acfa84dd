/**
 * Gives browser tests a real proxy on another origin, as on a customer's page.
 * `@nexevo/local` and `@nexevo/proxy` load when the server starts, so that their errors are shown as the run's.
 */
export function endpointPlugin() {
  let live;
  return {
    name: 'nexevo-endpoint',
    async serverStart({ config }) {
      const { startEndpoint } = await import('./live-endpoint.mjs');
      live = await startEndpoint({
        origins: [`http://${config.hostname}:${config.port}`],
      });
    },
    async serverStop() {
      await live?.close();
    },
    /** The page every test file runs in. */
    page: (testFramework) => `<!DOCTYPE html>
<html lang="en">
  <head><meta charset="utf-8"></head>
  <body>
    <script>globalThis.__NEXEVO_ENDPOINT__ = ${JSON.stringify(live?.endpoint)};</script>
    <script type="module" src="${testFramework}"></script>
  </body>
</html>`,
  };
}

import path from 'node:path';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { playwrightLauncher } from '@web/test-runner-playwright';
import { root } from '../demo/setup.mjs';
import { findBrowser } from './setup/browser.mjs';
import { browserFlags } from './setup/browser-flags.ts';
import { countBrowser } from './setup/count-browser.mjs';
import { endpointPlugin } from './setup/endpoint-plugin.mjs';

const endpoint = endpointPlugin();

export default {
  rootDir: root,
  files: [
    path.join(root, 'packages/chat/test/**/*.browser.ts'),
    path.join(root, 'test/demo/*.browser.ts'),
  ],
  concurrency: 2,
  // What a busy machine may take; no test waits for it.
  testFramework: { config: { timeout: 40_000 } },
  browserStartTimeout: 60_000,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 240_000,
  testRunnerHtml: endpoint.page,
  nodeResolve: { exportConditions: ['@nexevo/source', 'browser'] },
  plugins: [
    // Lit's decorators are the legacy ones, which only the tsconfig tells esbuild.
    esbuildPlugin({ ts: true, target: 'es2022', tsconfig: path.join(root, 'tsconfig.json') }),
    { name: endpoint.name, serverStart: endpoint.serverStart, serverStop: endpoint.serverStop },
  ],
  browsers: [
    playwrightLauncher({
      product: 'chromium',
      launchOptions: { executablePath: findBrowser(), args: browserFlags },
    }),
  ],
  reporters: [
    defaultReporter({ reportTestProgress: false }),
    countBrowser(path.join(root, 'test', '.results', 'browser.json')),
  ],
};

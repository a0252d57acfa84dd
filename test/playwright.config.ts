import { defineConfig } from 'playwright/test';
import { browserFlags } from './setup/browser-flags.ts';

/** `npm test` says which browser in CHROME_PATH; without it Playwright takes its own. */
const executablePath = process.env.CHROME_PATH;

export default defineConfig({
  testDir: './journeys',
  testMatch: '**/*.spec.ts',
  outputDir: './.results/journeys',
  workers: 2,
  // A busy machine can hold up anything; the summary says what needed it.
  retries: 1,
  // So is what a busy machine may take: these are limits, and no journey waits for them.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  globalTimeout: 15 * 60_000,
  reporter: [['line'], ['json', { outputFile: './.results/journeys.json' }]],
  use: {
    browserName: 'chromium',
    trace: 'on-first-retry',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: browserFlags,
    },
  },
});

#!/usr/bin/env node
/** `npm start`: installs and builds what is missing, then runs the site under the pinned Node until it is told to stop. */
import { ensureInstalled, SetupError } from './setup.mjs';
import { ensureBundle } from './start/bundle.mjs';
import { runSite } from './start/run-site.mjs';

try {
  await ensureInstalled();
  await ensureBundle();
  process.exitCode = await runSite();
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(error.report());
  process.exitCode ??= 1;
}

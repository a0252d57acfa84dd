import { describe } from './describe.ts';
import { SettingError } from './errors.ts';
import { readSettings } from './settings.ts';
import { Site } from './site.ts';

const patienceMs = 10_000;

try {
  const settings = readSettings(process.env);
  const site = await Site.start(settings);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => void stop(site));
  }
  // The command that started this one is gone.
  process.once('disconnect', () => void stop(site));
  process.stdout.write(`${describe(site, settings)}\nready ${site.url}\n`);
} catch (error) {
  if (!(error instanceof SettingError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

/** Replies under way are kept as far as they came; what hangs does not keep the process. */
async function stop(site: Site): Promise<void> {
  setTimeout(() => process.exit(1), patienceMs).unref();
  await site.close();
  process.exit();
}

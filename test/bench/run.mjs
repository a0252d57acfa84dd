import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ensureInstalled, pinnedNode, quietly, root, SetupError } from '../../demo/setup.mjs';
import { ensureBrowser } from '../setup/browser.mjs';

const here = path.join(root, 'test', 'bench');

try {
  await ensureInstalled();
  await ensurePeers();
  process.exitCode = await bench(await ensureBrowser());
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  process.stderr.write(error.report());
  process.exitCode = 1;
}

/** The benchmark's own dependencies, on its first run and whenever its lock file has changed. */
async function ensurePeers() {
  if (packagesOf('package-lock.json') === packagesOf('node_modules/.package-lock.json')) return;
  const args = ['install', '--no-save', '--ignore-scripts', '--loglevel=error'];
  const { code, output } = await quietly('Installing the benchmark’s peers', 'npm', args, {
    cwd: here,
  });
  if (code !== 0) throw new SetupError('The benchmark’s peers could not be installed.', { output });
}

/** Which version of what; npm writes the second file as the last act of an install. */
function packagesOf(name) {
  const file = path.join(here, name);
  if (!existsSync(file)) return undefined;
  const { packages } = JSON.parse(readFileSync(file, 'utf8'));
  const versions = Object.entries(packages).map(([at, { version }]) => `${at}@${version}`);
  return versions.filter((one) => one.startsWith('node_modules/')).join('\n');
}

function bench(browser) {
  const args = ['-C', '@nexevo/source', path.join(here, 'bench.ts'), ...process.argv.slice(2)];
  const child = spawn(pinnedNode(), args, {
    cwd: root,
    env: { ...process.env, CHROME_PATH: browser },
    stdio: 'inherit',
  });
  const passOn = (signal) => child.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, passOn);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 130));
  });
}

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { quietly, root, SetupError } from '../../../demo/setup.mjs';

const here = path.join(root, 'test', 'bench');

/** The benchmarks' own dependencies, on the first run and whenever their lock file has changed. */
export async function ensurePeers() {
  if (packagesOf('package-lock.json') === packagesOf('node_modules/.package-lock.json')) return;
  // Portkey's gateway needs an older part than another of its parts asks for.
  const args = ['install', '--no-save', '--ignore-scripts', '--legacy-peer-deps'];
  const options = { cwd: here };
  const install = [...args, '--loglevel=error'];
  const { code, output } = await quietly(
    'Installing the benchmark’s peers',
    'npm',
    install,
    options,
  );
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

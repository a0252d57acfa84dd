import { readFileSync } from 'node:fs';
import path from 'node:path';
import { withInstallLock } from './install-lock.mjs';
import { pinnedNodePackage, pinnedNodeRuns } from './pinned-node.mjs';
import { quietly } from './quietly.mjs';
import { root } from './root.mjs';
import { SetupError } from './setup-error.mjs';

const oldestNode = 20;

/**
 * Makes sure that `node_modules` holds what `package-lock.json` says and that the pinned Node runs.
 * Quiet and fast when it does.
 * @throws {SetupError} when the machine cannot be made ready
 */
export async function ensureInstalled() {
  if (Number.parseInt(process.versions.node, 10) < oldestNode) {
    throw new SetupError(
      `This needs Node ${oldestNode} or newer to begin with, and found ${process.version}: install a newer one from https://nodejs.org and try again.`,
    );
  }
  if (isInstalled()) return;
  await withInstallLock(async () => {
    if (isInstalled()) return;
    await install();
    if (!pinnedNodeRuns()) await installPinnedNode();
  });
}

function isInstalled() {
  return lockMatches() && pinnedNodeRuns();
}

/**
 * npm itself writes what it installed to a hidden lock file as its last act, so a broken install, a changed
 * lock file and a colleague's `npm install` all show here. Optional packages are for other platforms.
 */
function lockMatches() {
  const installed = readPackages(path.join(root, 'node_modules', '.package-lock.json'));
  if (!installed) return false;
  const wanted = readPackages(path.join(root, 'package-lock.json'));
  return Object.entries(wanted ?? {}).every(([name, { version, integrity, optional }]) => {
    if (!name.includes('node_modules/')) return true;
    const found = installed[name];
    if (!found) return optional === true;
    return found.version === version && found.integrity === integrity;
  });
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function install() {
  // Not `npm ci`: it refuses a lock file that lacks a platform's optional package, which a registry may not have.
  // The toolchain is made of development dependencies, whatever NODE_ENV says.
  const args = ['install', '--no-save', '--include=dev', '--loglevel=error'];
  const { code, output } = await quietly('Installing packages', 'npm', args, {
    cwd: root,
    env: environmentOfTheSystem(),
  });
  if (code === 0) return;
  throw new SetupError(
    'The packages could not be installed: see npm’s message above, then run the same command again.',
    { output },
  );
}

/** The install script of the package `node`, for an npm that was told to run none. */
async function installPinnedNode() {
  const { output } = await quietly(
    'Installing the pinned Node',
    process.platform === 'win32' ? 'node.exe' : 'node',
    ['installArchSpecificPackage.js'],
    { cwd: pinnedNodePackage, env: environmentOfTheSystem() },
  );
  if (pinnedNodeRuns()) return;
  throw new SetupError(
    'The pinned Node could not be installed for this platform: run `npm rebuild node` and read what it says.',
    { output },
  );
}

/** `npm test` puts node_modules on PATH, where an install would pull its own Node from under its feet. */
function environmentOfTheSystem() {
  const environment = { ...process.env };
  for (const name of Object.keys(environment)) {
    if (name.toUpperCase() !== 'PATH') continue;
    const folders = environment[name].split(path.delimiter);
    environment[name] = folders.filter((one) => !one.includes('node_modules')).join(path.delimiter);
  }
  return environment;
}

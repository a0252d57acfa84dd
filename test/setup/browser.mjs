import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pinnedNode, quietly, root, SetupError } from '../../demo/setup.mjs';

const debianPackages = ['chromium-headless-shell', 'fonts-liberation', 'fonts-noto-color-emoji'];

/**
 * The path of a Chrome or Chromium, installed if need be.
 * @throws {SetupError} when there is none and none can be installed
 */
export async function ensureBrowser() {
  const found = findBrowser();
  if (found) return found;
  const attempts = [];
  if (isRootOnDebian()) attempts.push(await installFromDebian());
  if (!findBrowser()) attempts.push(await installFromPlaywright());
  const installed = findBrowser();
  if (installed) return installed;
  throw new SetupError(
    'No browser for the tests: install Chrome or Chromium, or set CHROME_PATH to the one you have.',
    { output: attempts.join('\n') },
  );
}

/**
 * The path of a browser that is already here, if any: CHROME_PATH, an installed one, Playwright's own.
 * @throws {SetupError} when CHROME_PATH names nothing
 */
export function findBrowser() {
  const chosen = process.env.CHROME_PATH;
  if (chosen) {
    if (existsSync(chosen)) return chosen;
    throw new SetupError(`CHROME_PATH names no file: ${chosen}`);
  }
  return [...knownPlaces(), playwrightsOwn()].find((file) => existsSync(file) && runs(file));
}

function knownPlaces() {
  if (process.platform === 'darwin') {
    const apps = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
    const folders = ['/Applications', path.join(process.env.HOME ?? '/', 'Applications')];
    return folders.flatMap((folder) =>
      apps.map((app) => path.join(folder, `${app}.app`, 'Contents', 'MacOS', app)),
    );
  }
  if (process.platform === 'win32') {
    const { ProgramFiles, 'ProgramFiles(x86)': x86, LOCALAPPDATA } = process.env;
    return [ProgramFiles, x86, LOCALAPPDATA]
      .filter(Boolean)
      .flatMap((folder) => [
        path.join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
        path.join(folder, 'Chromium', 'Application', 'chrome.exe'),
        path.join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
      ]);
  }
  // Without a window to draw the headless shell does the same with two thirds of the work.
  const names = [
    'chromium-headless-shell',
    'chromium',
    'google-chrome-stable',
    'google-chrome',
    'chromium-browser',
  ];
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
}

function playwrightsOwn() {
  const require = createRequire(path.join(root, 'test', 'package.json'));
  return require('playwright').chromium.executablePath();
}

/** Ubuntu has a `chromium-browser` that only says where to get one. On Windows Chrome does not answer `--version`. */
function runs(file) {
  if (process.platform === 'win32') return true;
  return spawnSync(file, ['--version', '--no-sandbox'], { timeout: 20_000 }).status === 0;
}

function isRootOnDebian() {
  if (process.platform !== 'linux' || process.getuid() !== 0) return false;
  return existsSync('/usr/bin/apt-get') && /debian/.test(readFileSync('/etc/os-release', 'utf8'));
}

async function installFromDebian() {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = `apt-get install -y -qq --no-install-recommends ${debianPackages.join(' ')}`;
  const command = `apt-get update -qq && ${install}`;
  return (await quietly('Installing Chromium', 'sh', ['-c', command], { env })).output;
}

async function installFromPlaywright() {
  const cli = path.join(root, 'node_modules', 'playwright', 'cli.js');
  const title = 'Downloading Playwright’s Chromium';
  return (await quietly(title, pinnedNode(), [cli, 'install', 'chromium'])).output;
}

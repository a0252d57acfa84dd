import { spawn } from 'node:child_process';
import path from 'node:path';
import { ensureInstalled, pinnedNode, root, SetupError } from '../../demo/setup.mjs';
import { ensureBrowser } from '../setup/browser.mjs';

try {
  await ensureInstalled();
  process.exitCode = await gallery(await ensureBrowser());
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  process.stderr.write(error.report());
  process.exitCode = 1;
}

/** `npm run gallery`: builds the bundle, then takes the pictures under the pinned Node. */
async function gallery(browser) {
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const built = await run([vite, 'build', '--logLevel', 'warn']);
  if (built !== 0) return built;
  const script = path.join(root, 'test', 'gallery', 'gallery.ts');
  const args = ['-C', '@nexevo/source', script, ...process.argv.slice(2)];
  return run(args, { CHROME_PATH: browser });
}

function run(args, environment = {}) {
  const child = spawn(pinnedNode(), args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 130));
  });
}

import { spawn } from 'node:child_process';
import path from 'node:path';
import { ensureInstalled, pinnedNode, root, SetupError } from '../../demo/setup.mjs';
import { ensureBrowser } from '../setup/browser.mjs';
import { ensurePeers } from './setup/peers.mjs';

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

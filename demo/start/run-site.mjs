import { spawn } from 'node:child_process';
import path from 'node:path';
import { pinnedNode, root } from '../setup.mjs';
import { onParentGone } from './parent.mjs';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs the site and resolves to its exit code. Signals go on to it, and it ends when this process is gone:
 * the channel between them closes, however this one ended.
 */
export function runSite() {
  const script = path.join(root, 'demo', 'src', 'serve.ts');
  const child = spawn(pinnedNode(), ['-C', '@nexevo/source', script], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const passOn = (signal) => child.kill(signal);
  for (const signal of signals) process.on(signal, passOn);
  const stopWatching = onParentGone(() => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => {
      for (const signal of signals) process.off(signal, passOn);
      stopWatching();
      resolve(code ?? 1);
    });
  });
}

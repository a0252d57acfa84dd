import { spawn } from 'node:child_process';
import path from 'node:path';
import { ensureInstalled, pinnedNode, root, SetupError } from '../../demo/setup.mjs';

try {
  await ensureInstalled();
  process.exitCode = await chaos();
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  process.stderr.write(error.report());
  process.exitCode = 1;
}

/** `npm run chaos` under the pinned Node; what it starts ends with it. */
function chaos() {
  const script = path.join(root, 'test', 'chaos', 'chaos.ts');
  const args = ['-C', '@nexevo/source', script, ...process.argv.slice(2)];
  const child = spawn(pinnedNode(), args, { cwd: root, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 130));
  });
}

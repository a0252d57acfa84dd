import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ensureInstalled, pinnedNode, root, sourceEnvironment } from '../../demo/setup.mjs';

// `npm run browsers`: builds the bundle, then walks through it in the browsers there are.
await ensureInstalled();
const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js');
const script = path.join(root, 'test', 'browsers', 'browsers.ts');
for (const args of [
  [vite, 'build', '--logLevel', 'warn'],
  [script, ...process.argv.slice(2)],
]) {
  const { status } = spawnSync(pinnedNode(), args, {
    cwd: root,
    stdio: 'inherit',
    env: sourceEnvironment(),
  });
  if (status !== 0) process.exit(status ?? 1);
}

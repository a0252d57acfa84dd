import { spawn } from 'node:child_process';
import path from 'node:path';
import { ensureInstalled, pinnedNode, quietly, root, SetupError } from '../../demo/setup.mjs';
import { ensurePeers } from './setup/peers.mjs';

try {
  await ensureInstalled();
  await ensurePeers();
  for (const name of ['protocol', 'client', 'proxy']) await build(name);
  process.exitCode = await bench();
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  process.stderr.write(error.report());
  process.exitCode = 1;
}

/** What runs in production is measured: JavaScript, not the sources. */
async function build(name) {
  const compiler = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const args = [compiler, '-p', path.join(root, 'packages', name)];
  const { code, output } = await quietly(`Building ${name}`, pinnedNode(), args, { cwd: root });
  if (code !== 0) throw new SetupError(`${name} could not be built.`, { output });
}

/** `npm run bench:proxy` under the pinned Node; what it starts ends with it. */
function bench() {
  const script = path.join(root, 'test', 'bench', 'proxy', 'bench-proxy.ts');
  const args = ['-C', '@nexevo/source', script, ...process.argv.slice(2)];
  const child = spawn(pinnedNode(), args, { cwd: root, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 130));
  });
}

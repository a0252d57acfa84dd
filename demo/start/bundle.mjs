import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { pinnedNode, quietly, root, SetupError, sourceEnvironment } from '../setup.mjs';

const bundle = 'packages/chat/bundle/nexevo-chat.js';
const sources = [
  'package-lock.json',
  'vite.config.ts',
  'packages/chat/package.json',
  'packages/chat/build',
  'packages/chat/src',
];

/** Builds the script-tag bundle when it is missing or older than a file it is made of. @throws {SetupError} */
export async function ensureBundle() {
  const built = modified(bundle);
  if (built > Math.max(...sources.map(modified))) return;
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const { code, output } = await quietly(
    'Building the chat',
    pinnedNode(),
    [vite, 'build', '--logLevel', 'warn'],
    { cwd: root, env: sourceEnvironment() },
  );
  if (code === 0) return;
  throw new SetupError('The chat could not be built: see the message above.', { output });
}

/** When the newest file there was written, in milliseconds; 0 when there is none. */
function modified(relative) {
  const file = path.join(root, relative);
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(0, ...readdirSync(file).map((name) => modified(path.join(relative, name))));
}

/**
 * What `npm start` and `npm test` need before anything else: installed packages and the pinned Node.
 * Plain JavaScript without dependencies, for it runs before the first install.
 */
export { ensureInstalled } from './setup/install.mjs';
export { pinnedNode, sourceEnvironment } from './setup/pinned-node.mjs';
export { quietly } from './setup/quietly.mjs';
export { root } from './setup/root.mjs';
export { SetupError } from './setup/setup-error.mjs';

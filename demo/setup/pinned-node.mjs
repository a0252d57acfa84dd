import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.mjs';

const folder = path.join(root, 'node_modules', 'node');
const binary = path.join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** The path of the Node this project pins, which runs its TypeScript. Call `ensureInstalled()` first. */
export function pinnedNode() {
  return binary;
}

/** The folder of the package that brings the pinned Node. */
export const pinnedNodePackage = folder;

/** Whether the pinned Node is there, of the right version, and runs on this machine. */
export function pinnedNodeRuns() {
  const result = spawnSync(binary, ['--version'], { encoding: 'utf8', timeout: 20_000 });
  if (result.status !== 0) return false;
  const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return result.stdout.trim() === `v${version}`;
}

/**
 * The environment for a process of the pinned Node and everything it starts:
 * it comes first on PATH, and packages resolve to their source.
 */
export function sourceEnvironment(environment = process.env) {
  const key = Object.keys(environment).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const options = [environment.NODE_OPTIONS, '--conditions=@nexevo/source'];
  return {
    ...environment,
    [key]: [path.dirname(binary), environment[key]].filter(Boolean).join(path.delimiter),
    NODE_OPTIONS: options.filter(Boolean).join(' '),
  };
}

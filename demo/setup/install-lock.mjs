import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { root } from './root.mjs';

// Not in node_modules, which an install empties.
const lock = path.join(root, '.data', 'install.lock');

/** Runs `work` while no other process of this checkout does; waits for its turn. */
export async function withInstallLock(work) {
  for (let said = false; !take(); said = true) {
    if (!said) process.stderr.write('Waiting for another install in this folder …\n');
    await delay(250);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** A folder that already holds its owner's pid is moved into place: whoever comes second fails, and none is ever seen half made. */
function take() {
  const mine = `${lock}.${process.pid}`;
  mkdirSync(mine, { recursive: true });
  writeFileSync(path.join(mine, 'pid'), String(process.pid));
  try {
    renameSync(mine, lock);
    return true;
  } catch (error) {
    rmSync(mine, { recursive: true, force: true });
    if (!['ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES'].includes(error.code)) throw error;
    removeIfAbandoned();
    return false;
  }
}

function removeIfAbandoned() {
  const owner = readOwner();
  if (owner === undefined || isAlive(owner)) return;
  const abandoned = `${lock}.abandoned.${process.pid}`;
  try {
    renameSync(lock, abandoned);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  rmSync(abandoned, { recursive: true, force: true });
}

function readOwner() {
  try {
    return Number(readFileSync(path.join(lock, 'pid'), 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

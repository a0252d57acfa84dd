#!/usr/bin/env node
const major = Number(process.versions.node.split('.')[0]);
try {
  if (major < 24) throw new Error(`needs Node 24 or newer; this is ${process.versions.node}.`);
  await import('../dist/command.js');
} catch (error) {
  const isUnbuilt =
    error.code === 'ERR_MODULE_NOT_FOUND' && error.url?.endsWith('/dist/command.js');
  const why = isUnbuilt ? 'is not built: run "npm run build" first.' : error.message;
  process.stderr.write(`nexevo-proxy ${why}\n`);
  process.exitCode = 1;
}

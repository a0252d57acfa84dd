#!/usr/bin/env node
import v8 from 'node:v8';

const major = Number(process.versions.node.split('.')[0]);
try {
  if (major < 24) throw new Error(`needs Node 24 or newer; this is ${process.versions.node}.`);
  keepSmall();
  await import('../dist/command.js');
} catch (error) {
  const isUnbuilt =
    error.code === 'ERR_MODULE_NOT_FOUND' && error.url?.endsWith('/dist/command.js');
  const why = isUnbuilt ? 'is not built: run "npm run build" first.' : error.message;
  process.stderr.write(`nexevo-proxy ${why}\n`);
  process.exitCode = 1;
}

/**
 * Streams leave much garbage. A small young generation, and an old one that is collected when it has grown by a third,
 * keep some 50 MB less of it, at a tenth more CPU at the most. Who chooses a size chooses both (see the Dockerfile).
 */
function keepSmall() {
  const isChosen = [...process.execArgv, process.env.NODE_OPTIONS].some((option) =>
    option?.includes('semi-space-size'),
  );
  if (isChosen) return;
  // A process that runs already heeds the first only together with the second.
  for (const flag of [
    '--max-semi-space-size=2',
    '--semi-space-growth-factor=1',
    '--heap-growing-percent=30',
  ])
    v8.setFlagsFromString(flag);
}

#!/usr/bin/env node
import v8 from 'node:v8';

const major = Number(process.versions.node.split('.')[0]);
try {
  if (major < 24) throw new Error(`needs Node 24 or newer; this is ${process.versions.node}.`);
  stayYoung();
  await import('../dist/command.js');
} catch (error) {
  const isUnbuilt =
    error.code === 'ERR_MODULE_NOT_FOUND' && error.url?.endsWith('/dist/command.js');
  const why = isUnbuilt ? 'is not built: run "npm run build" first.' : error.message;
  process.stderr.write(`nexevo-proxy ${why}\n`);
  process.exitCode = 1;
}

/** Streams leave much garbage that dies at once: a small young generation keeps 30 MB less of it, at no cost in CPU. */
function stayYoung() {
  const isChosen = [...process.execArgv, process.env.NODE_OPTIONS].some((option) =>
    option?.includes('semi-space-size'),
  );
  if (isChosen) return;
  // A process that runs already heeds only the two together; who starts Node by hand gives it the first (Dockerfile).
  for (const flag of ['--max-semi-space-size=2', '--semi-space-growth-factor=1'])
    v8.setFlagsFromString(flag);
}

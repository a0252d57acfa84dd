import { run } from './run.ts';

// Who reads the output may have enough of it: `nexevo … | head`.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

const interrupt = new AbortController();
process.once('SIGINT', () => interrupt.abort());

const { stdin, stdout, stderr, env } = process;
process.exitCode = await run(process.argv.slice(2), {
  ...{ stdin, stdout, stderr, env },
  folder: process.cwd(),
  signal: interrupt.signal,
});

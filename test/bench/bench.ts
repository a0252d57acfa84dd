import { chromium } from 'playwright';
import { browserFlags } from '../setup/browser-flags.ts';
import { Benchmark } from './benchmark.ts';
import { help, readOptions } from './options.ts';
import { writeResult } from './report/result.ts';
import { printTables } from './report/tables.ts';
import { buildBundle, buildPages } from './setup/build-pages.ts';
import { BenchServer } from './setup/serve.ts';

try {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') {
    process.stdout.write(help);
  } else {
    await buildPages(options.contestants);
    if (options.parts.includes('bytes')) await buildBundle();
    const server = await BenchServer.start();
    const browser = await chromium.launch({
      executablePath: process.env.CHROME_PATH!,
      args: browserFlags,
    });
    try {
      const result = await new Benchmark({ options, browser, server }).run();
      process.stdout.write(`\n${printTables(result)}`);
      writeResult(result, options.json);
    } finally {
      await browser.close();
      await server.close();
    }
  }
} catch (error) {
  if (!(error instanceof RangeError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Site } from '../journeys/site.ts';
import type { Browser } from './browser.ts';
import { openFirefox } from './firefox.ts';
import { Visitor } from './visitor.ts';
import { walk } from './walk.ts';
import { openWebKit } from './webkit.ts';

const folder = fileURLToPath(new URL('../.results/browsers', import.meta.url));
const engines: Record<string, (port: number) => Promise<Browser>> = {
  firefox: openFirefox,
  webkit: openWebKit,
};
const wanted = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
let failed = 0;
for (const [engine, open] of Object.entries(engines))
  if (wanted.length === 0 || wanted.includes(engine)) await walkWith(open);
process.exitCode = failed > 0 ? 1 : 0;

async function walkWith(open: (port: number) => Promise<Browser>): Promise<void> {
  const browser = await open(20_000 + Math.floor(Math.random() * 20_000));
  const site = await Site.open({ pace: 150 });
  const visitor = new Visitor(browser, folder);
  process.stdout.write(`${browser.name}\n`);
  try {
    await browser.open(`${site.ownOrigin}/`);
    for (const [name, step] of Object.entries(walk)) {
      try {
        await step(visitor, site);
        process.stdout.write(`  ok ${name}\n`);
      } catch (error) {
        failed += 1;
        process.stdout.write(`  failed: ${name}\n    ${(error as Error).message}\n`);
        await visitor.picture(`failed-${failed}`);
      }
    }
    await visitor.picture('end');
  } finally {
    await browser.close();
    await site.close();
  }
}

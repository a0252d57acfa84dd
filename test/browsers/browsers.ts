import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Site } from '../journeys/site.ts';
import { openFirefox } from './firefox.ts';
import { Visitor } from './visitor.ts';
import { walk } from './walk.ts';
import { openWebKit } from './webkit.ts';

/** Walks through the chat in the browsers that are named, or in all of them. Its pictures lie in `test/.results`. */
const engines = { firefox: openFirefox, webkit: openWebKit };
const asked = process.argv.slice(2);
const unknown = asked.find((name) => !Object.hasOwn(engines, name));
if (unknown) throw new RangeError(`"${unknown}" is none of ${Object.keys(engines).join(', ')}.`);
const pictures = fileURLToPath(new URL('../.results/browsers', import.meta.url));
mkdirSync(pictures, { recursive: true });
for (const [engine, open] of Object.entries(engines)) {
  if (asked.length > 0 && !asked.includes(engine)) continue;
  if (engine === 'webkit' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    process.stdout.write('WebKit needs a display: xvfb-run npm run browsers\n');
    process.exitCode = 1;
    continue;
  }
  const browser = await open(20_000 + Math.floor(Math.random() * 20_000));
  const site = await Site.open({ pace: 150 });
  const visitor = new Visitor(browser, pictures);
  process.stdout.write(`${browser.name}\n`);
  try {
    await browser.open(`${site.ownOrigin}/`);
    for (const [name, step] of Object.entries(walk)) {
      await step(visitor, site);
      process.stdout.write(`  ok ${name}\n`);
    }
  } catch (error) {
    process.exitCode = 1;
    process.stdout.write(`  failed: ${(error as Error).message}\n`);
  } finally {
    await visitor.picture('end');
    await browser.close();
    await site.close();
  }
}

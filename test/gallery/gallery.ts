import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from 'playwright';
import { locales } from '../../packages/chat/src/messages/locales.ts';
import { Site } from '../journeys/site.ts';
import { ThinkingModel } from '../journeys/thinking-model.ts';
import { browserFlags } from '../setup/browser-flags.ts';
import { allThemes, type Look, pageOf, widths } from './looks.ts';
import { type States, states, thoughtfulStates } from './states.ts';

const results = fileURLToPath(new URL('../.results/gallery', import.meta.url));

const help = `npm run gallery                              every state × light and dark × width × language
npm run gallery -- --language en,ar --width 400 --theme dark
npm run gallery -- --theme paper-light       one of the demo's themes; \`all\`: these, too, light and dark
npm run gallery -- --folder PICTURES         where they go; test/.results/gallery without it
`;

const { values } = parseArgs({
  options: {
    language: { type: 'string', default: locales.join() },
    theme: { type: 'string', default: 'light,dark' },
    width: { type: 'string', default: Object.keys(widths).join() },
    folder: { type: 'string', default: results },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) process.stdout.write(help);
else await run();

async function run(): Promise<void> {
  mkdirSync(values.folder, { recursive: true });
  const executablePath = process.env.CHROME_PATH;
  const browser = await chromium.launch({
    args: browserFlags,
    ...(executablePath && { executablePath }),
  });
  let count = 0;
  try {
    for (const language of values.language.split(',')) {
      for (const theme of values.theme === 'all' ? allThemes : values.theme.split(',')) {
        for (const width of values.width.split(','))
          count += await take(browser, { language, theme, width });
      }
    }
  } finally {
    await browser.close();
  }
  process.stdout.write(`${count} pictures in ${path.relative(process.cwd(), values.folder)}\n`);
}

/** One visitor with one look walks through all states; returns how many pictures that made. */
async function take(browser: Browser, look: Look): Promise<number> {
  const model = await ThinkingModel.open();
  try {
    return (
      (await walk(browser, look, { pace: 80 }, states)) +
      (await walk(browser, look, { pace: 80, llm: model }, thoughtfulStates(model)))
    );
  } finally {
    model.close();
  }
}

async function walk(
  browser: Browser,
  look: Look,
  options: Parameters<typeof Site.open>[0],
  states: States,
): Promise<number> {
  const size = widths[look.width];
  if (!size) {
    const names = Object.keys(widths).join(', ');
    throw new RangeError(`There is no width "${look.width}"; there are ${names}.`);
  }
  const site = await Site.open(options);
  const context = await browser.newContext({ viewport: size, reducedMotion: 'reduce' });
  try {
    site.pages.set('/gallery', { body: pageOf(look) });
    const page = await context.newPage();
    await page.goto(`${site.ownOrigin}/gallery`);
    let count = 0;
    for (const [name, reach] of Object.entries(states)) {
      if ((await reach({ page, context, site, bubble: look.width === 'bubble' })) === false)
        continue;
      count += 1;
      await page.screenshot({
        path: path.join(values.folder, `${look.language}-${look.theme}-${look.width}-${name}.png`),
      });
    }
    return count;
  } finally {
    await context.close();
    await site.close();
  }
}

import { parseArgs } from 'node:util';
import { runAttacks } from './attacks/run-attacks.ts';
import { runKills } from './kills/run-kills.ts';
import { runLoad } from './load/run-load.ts';
import { Random } from './random.ts';
import { runCrowds } from './visitors/run-crowds.ts';
import { runFuzz } from './visitors/run-fuzz.ts';

const help = `npm run chaos                     everything, about ten minutes
npm run chaos -- --seed 42        the same chances again
npm run chaos -- --kills 20       fewer kills
npm run chaos -- --only attacks   one of attacks, visitors, load, kills; several with commas
`;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    kills: { type: 'string', default: '100' },
    only: { type: 'string', default: 'attacks,visitors,load,kills' },
    help: { type: 'boolean', default: false },
  },
});
const print = (text: string) => process.stdout.write(`${text}\n`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

if (values.help) print(help);
else await run();

async function run(): Promise<void> {
  const random = new Random(Number(values.seed));
  print(`seed ${values.seed}`);
  const parts = values.only.split(',');
  if (parts.includes('attacks')) {
    print('\nThe gateway does everything wrong it can …');
    show(await runAttacks({ random: random.fork(), share: 1 }));
  }
  if (parts.includes('visitors')) {
    print('\nTen thousand hostile requests over every route …');
    show(await runFuzz({ seed: Number(values.seed), requests: 10_000 }));
    print('\nSlow readers, and visitors who leave as soon as they have come …');
    show(await runCrowds({ random: random.fork(), slowReaders: 300, leavers: 2000 }));
  }
  if (parts.includes('load')) {
    print('\nTwo thousand streams at once …');
    show(await runLoad({ streams: 2000 }));
  }
  if (parts.includes('kills')) {
    print('\nkill -9, while thirty visitors talk and the gateway fails now and then …');
    const kills = Number(values.kills);
    const log = (line: string) => process.stderr.write(`${line}\n`);
    show(await runKills({ random: random.fork(), kills, life: [150, 2500], visitors: 30, log }));
  }
}

function show({ problems, ...counts }: object & { problems: string[] }): void {
  for (const [name, value] of Object.entries(counts)) {
    const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
    print(`  ${words.padEnd(20)} ${written(value)}`);
  }
  print(`  ${'problems'.padEnd(20)} ${problems.length}`);
  for (const problem of problems.slice(0, 20)) print(`    ${problem}`);
  if (problems.length > 0) process.exitCode = 1;
}

function written(value: unknown): string {
  if (typeof value === 'number') return String(Math.round(value));
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

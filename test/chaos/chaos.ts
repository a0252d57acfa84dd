import { parseArgs } from 'node:util';
import { runAttacks } from './attacks/run-attacks.ts';
import { runKills } from './kills/run-kills.ts';
import { Random } from './random.ts';

const help = `npm run chaos                     everything, about five minutes
npm run chaos -- --seed 42        the same chances again
npm run chaos -- --kills 20       fewer kills
npm run chaos -- --only attacks   or kills
`;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    kills: { type: 'string', default: '100' },
    only: { type: 'string', default: 'attacks,kills' },
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
    print(`  ${words.padEnd(20)} ${typeof value === 'number' ? Math.round(value) : value}`);
  }
  print(`  ${'problems'.padEnd(20)} ${problems.length}`);
  for (const problem of problems.slice(0, 20)) print(`    ${problem}`);
  if (problems.length > 0) process.exitCode = 1;
}

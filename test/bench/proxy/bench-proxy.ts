import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { GatewayProcess } from '../../chaos/load/gateway-process.ts';
import { root } from '../setup/root.ts';
import { type Contestant, contestantNames, startContestant } from './contestants.ts';
import { measureDeath, measureJson, measureStop } from './measure/endings.ts';
import { measureFirstDelta } from './measure/first-delta.ts';
import { measureListing } from './measure/listing.ts';
import { type ManyStreams, measureManyStreams } from './measure/many-streams.ts';
import { type ProxyResult, printTable } from './report.ts';

const help = `npm run bench:proxy                   everything; about four minutes
npm run bench:proxy -- --quick        a tenth of it
npm run bench:proxy -- --runs 5       CPU and memory: the median of so many runs, by turns; 3 without it
npm run bench:proxy -- --json FILE    the result, besides the copy in test/bench/.results
`;

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    runs: { type: 'string', default: '3' },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) process.stdout.write(help);
else await run(values.quick, Math.max(1, Number(values.runs)), values.json);

async function run(quick: boolean, runs: number, file: string | undefined): Promise<void> {
  const less = (count: number) => (quick ? Math.ceil(count / 10) : count);
  const say = (line: string) => process.stderr.write(`${line} …\n`);
  const gateway = await GatewayProcess.start();
  const contestants: Contestant[] = [];
  try {
    for (const name of contestantNames) contestants.push(await startContestant(name, gateway));
    const result: ProxyResult = {
      date: new Date().toISOString(),
      machine: { cores: os.availableParallelism(), processor: os.cpus()[0]?.model.trim() ?? '' },
      crowd: { streams: less(500), chunks: 200, pace: 40 },
      figures: {},
    };
    say('CPU and memory of many streams');
    const many: Record<string, ManyStreams[]> = {};
    for (let round = 0; round < runs; round += 1) {
      for (const one of contestants) {
        many[one.name] ??= [];
        many[one.name]!.push(await measureManyStreams(one, result.crowd));
      }
    }
    say('First text');
    const rounds = less(300);
    const firsts = await measureFirstDelta(contestants, { rounds, warmUp: less(50) });
    say('Stop, a gateway that dies, JSON');
    for (const one of contestants) {
      const json = await measureJson(one, less(200));
      result.figures[one.name] = {
        first: firsts[one.name],
        many: many[one.name]!,
        stop: await measureStop(one, { gateway, rounds: less(20) }),
        death: await measureDeath(one, { gateway, rounds: less(20) }),
        ...(json && { json }),
      };
    }
    say('One list among a million');
    result.listing = await measureListing(less(1_000_000), less(1000));
    process.stdout.write(printTable(result));
    keep(result, file);
  } finally {
    for (const one of contestants) await one.close();
    gateway.close();
  }
}

function keep(result: ProxyResult, file: string | undefined): void {
  const folder = path.join(root, 'test', 'bench', '.results');
  mkdirSync(folder, { recursive: true });
  const text = `${JSON.stringify(result, null, 2)}\n`;
  const name = path.join(folder, `proxy-${result.date.replaceAll(/[:.]/g, '-')}.json`);
  writeFileSync(name, text);
  if (file) writeFileSync(file, text);
  process.stdout.write(`Kept in ${path.relative(process.cwd(), name)}\n`);
}

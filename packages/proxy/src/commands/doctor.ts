import { parseArgs } from 'node:util';
import { toLine } from '../doctor/check.ts';
import { examine } from '../doctor/examine.ts';

/** `nexevo-proxy doctor [--url …] [--json]`: looks at everything that chat needs; exit code 1 when something fails. */
export async function doctorCommand(args: string[], environment: NodeJS.ProcessEnv): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { url: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  const checks = await examine(environment, values.url);
  const text = values.json ? JSON.stringify(checks, null, 2) : checks.map(toLine).join('\n');
  process.stdout.write(`${text}\n`);
  if (checks.some(({ status }) => status === 'fail')) process.exitCode = 1;
}

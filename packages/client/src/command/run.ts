import { NexevoClient } from '../client.ts';
import { type CommandLine, readCommandLine } from './command-line.ts';
import { explain } from './explain.ts';
import { Task } from './task.ts';
import { type Streams, Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** What the command knows of the process it runs in. */
export interface Surroundings extends Streams {
  env: Record<string, string | undefined>;
  /** Where files belong. */
  folder: string;
  /** Interrupts it. */
  signal?: AbortSignal;
}

/** Runs one command line to its end. Resolves with the exit code. */
export async function run(args: string[], surroundings: Surroundings): Promise<number> {
  const terminal = new Terminal(surroundings, surroundings.signal);
  try {
    const line = readCommandLine(args);
    if (typeof line === 'string') terminal.write(line);
    else await perform(line, terminal, surroundings);
    return 0;
  } catch (error) {
    const { exitCode, sentence, json } = explain(error);
    terminal.remark(args.includes('--json') ? JSON.stringify(json) : sentence);
    return exitCode;
  } finally {
    terminal.close();
  }
}

async function perform(
  { action, positionals, values }: CommandLine,
  terminal: Terminal,
  { env, folder, signal }: Surroundings,
): Promise<void> {
  const read = (name: string) => env[name]?.trim() || undefined;
  const baseUrl = (values.url as string | undefined) ?? read('NEXEVO_UPSTREAM_URL');
  const session = read('NEXEVO_API_KEY') ? undefined : read('NEXEVO_ACCESS_TOKEN');
  const client = new NexevoClient({
    apiKey: session || action.open ? null : (read('NEXEVO_API_KEY') ?? (await askKey(terminal))),
    ...(baseUrl !== undefined && { baseUrl }),
  });
  try {
    if (session) client.useSession(session);
    const timeout = readTimeout(values.timeout as string | undefined);
    const call = { ...(signal && { signal }), ...(timeout !== undefined && { timeout }) };
    const task = new Task({ client, call, terminal, positionals, values, folder, baseUrl });
    const { json, text } = await action.run(task);
    terminal.write(values.json ? `${JSON.stringify(json, undefined, 2)}\n` : text);
  } finally {
    await client.close();
  }
}

function askKey(terminal: Terminal): Promise<string> {
  if (terminal.isInteractive) return terminal.askHidden('Key');
  throw new UsageError('there is no key: set NEXEVO_API_KEY');
}

function readTimeout(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const milliseconds = /^\d{1,6}(\.\d+)?$/.test(text) ? Math.round(Number(text) * 1000) : 0;
  if (milliseconds >= 1) return milliseconds;
  throw new UsageError(`--timeout is "${text}": say seconds, such as 30`);
}

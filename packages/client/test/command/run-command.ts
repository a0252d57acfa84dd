import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { TestContext } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { run } from '../../src/command/run.ts';
import { key, type Recorded, type Step, scriptedGateway } from '../scripted-gateway.ts';

export interface CommandOptions {
  env?: Record<string, string>;
  /** Standard input, as from a pipe. */
  input?: string;
  /** What a person types: one answer a question. */
  typed?: string[];
  folder?: string;
  signal?: AbortSignal;
}

export interface Ran {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs the command in this process, between streams of the test's. */
export async function runCommand(
  args: string[],
  { env = {}, input = '', typed, folder = '/nowhere', signal }: CommandOptions = {},
): Promise<Ran> {
  const isTTY = typed !== undefined;
  const stdin = Object.assign(new PassThrough(), { isTTY, setRawMode: () => stdin });
  const [stdout, stderr] = [new PassThrough(), Object.assign(new PassThrough(), { isTTY })];
  const answers = [...(typed ?? [])];
  const seen = Promise.all([text(stdout), text(stderr)]);
  if (isTTY) {
    // Answers when asked: readline drops what was typed before it listens.
    stderr.on('data', (piece) => {
      if (/: $/.test(stripVTControlCharacters(String(piece))))
        setImmediate(() => stdin.write(`${answers.shift() ?? '\x04'}\r`));
    });
  } else {
    stdin.end(input);
  }
  const streams = { stdin, stdout, stderr };
  const code = await run(args, { ...streams, env, folder, ...(signal && { signal }) });
  stdout.end();
  stderr.end();
  const [out, err] = await seen;
  // What readline draws around a question is its own affair.
  return { code, stdout: out, stderr: stripVTControlCharacters(err) };
}

/** The command with a key, before a gateway that answers by script. */
export async function beforeGateway(t: TestContext, steps: Step[]) {
  const { origin, requests } = await scriptedGateway(t, steps);
  const env = { NEXEVO_API_KEY: key, NEXEVO_UPSTREAM_URL: `${origin}/v1` };
  return {
    requests: requests as Recorded[],
    origin,
    env,
    nexevo: (line: string | string[], options: CommandOptions = {}) =>
      runCommand(typeof line === 'string' ? line.split(' ') : line, {
        ...options,
        env: { ...env, ...options.env },
      }),
  };
}

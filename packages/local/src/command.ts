#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { OptionsError } from './errors.ts';
import type { FaultName } from './faults/faults.ts';
import { createLocal, type Local } from './local.ts';
import type { LocalOptions } from './options.ts';

const usage = `nexevo-local [options]
  --port 4100                   0 takes a free one
  --host 127.0.0.1              another address only when asked
  --public-url URL              where browsers reach the payment page, when not where the API is asked
  --data nexevo-local.sqlite    the file everything is kept in, or :memory:
  --requests-per-minute 60      of one key, all endpoints together
  --docs FOLDER                 Markdown the assistant answers from
  --pace 70                     the assistant's tokens a second
  --llm URL                     forward chat to an OpenAI-compatible server, e.g. http://127.0.0.1:11434/v1
  --llm-model NAME              the model asked of it (its key: NEXEVO_LOCAL_LLM_KEY)
  --plan payg                   of new accounts: payg, pro or business
  --opening-balance 25.00       of new accounts, US dollars
  --webhooks loopback           "anywhere" lets alerts leave this machine
  --fault NAME                  every request meets it; the README lists them
  --fault-path /conversations   only those whose path after /v1 begins so
  --fault-times 1               only so many
  --quiet                       no line a request; what would be mailed is still told`;

function readOptions() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4100' },
      host: { type: 'string', default: '127.0.0.1' },
      'public-url': { type: 'string' },
      data: { type: 'string', default: 'nexevo-local.sqlite' },
      'requests-per-minute': { type: 'string', default: '60' },
      docs: { type: 'string' },
      llm: { type: 'string' },
      'llm-model': { type: 'string' },
      pace: { type: 'string' },
      fault: { type: 'string' },
      'fault-path': { type: 'string' },
      'fault-times': { type: 'string' },
      plan: { type: 'string' },
      'opening-balance': { type: 'string' },
      webhooks: { type: 'string' },
      quiet: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65_535)
    throw new OptionsError('--port', 'must be a whole number from 0 to 65535');
  return { ...values, port };
}

type Values = ReturnType<typeof readOptions>;

function setFault(local: Local, values: Values): void {
  const { fault, 'fault-path': path, 'fault-times': count } = values;
  const times = count === undefined ? undefined : Number(count);
  if (times !== undefined && !(Number.isInteger(times) && times >= 1))
    throw new OptionsError('--fault-times', 'must be a whole number of at least 1');
  if (path !== undefined && !path.startsWith('/'))
    throw new OptionsError('--fault-path', 'must begin with "/", e.g. /chat/completions');
  const options = { ...(times && { times }), ...(path && { path }) };
  if (fault !== undefined) local.faults.set(fault as FaultName, options);
}

async function main(): Promise<void> {
  const values = readOptions();
  if (values.help) return console.log(usage);
  const local = createLocal({
    dataPath: values.data,
    publicUrl: values['public-url'],
    docsPath: values.docs,
    llm: values.llm
      ? { url: values.llm, model: values['llm-model'], apiKey: process.env.NEXEVO_LOCAL_LLM_KEY }
      : undefined,
    // Checked with the rest, which says what there is.
    plan: values.plan as LocalOptions['plan'],
    webhooks: values.webhooks as LocalOptions['webhooks'],
    openingBalance: values['opening-balance'],
    pace: values.pace === undefined ? undefined : Number(values.pace),
    mail: (line) => console.log(line),
    requestsPerMinute: Number(values['requests-per-minute']),
    log: values.quiet ? undefined : (line) => console.log(line),
  });
  setFault(local, values);
  const { url } = await local.listen(values.port, values.host);
  console.log(`nexevo-local listening on ${url}`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => {
      local.close().then(() => process.exit(0), fail);
    });
}

function fail(error: NodeJS.ErrnoException): void {
  console.error(`nexevo-local: ${sentence(error)}`);
  process.exit(1);
}

function sentence(error: NodeJS.ErrnoException & { port?: number }): string {
  if (error.code === 'EADDRINUSE')
    return `port ${error.port} is taken; choose another with --port.`;
  if (error.code === 'EACCES') return `port ${error.port} needs more rights; choose another.`;
  return error.message;
}

main().catch(fail);

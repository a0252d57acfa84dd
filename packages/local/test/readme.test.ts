import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { faultNames } from '@nexevo/local';
import { startLocal } from './start-local.ts';

const home = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(`${home}/README.md`, 'utf8');
const blocks = (language: string) =>
  Array.from(
    readme.matchAll(RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gs')),
    ([, text]) => text ?? '',
  );

/** A `curl` as it is written there: its address, and what `fetch` takes. */
function readCurl(text: string) {
  const words = text.replaceAll('\\\n', ' ').match(/'[^']*'|\S+/g) ?? [];
  const { values, positionals } = parseArgs({
    args: words.slice(1).map((word) => word.replace(/^'|'$/g, '')),
    allowPositionals: true,
    options: {
      header: { type: 'string', short: 'H', multiple: true },
      data: { type: 'string', short: 'd' },
    },
  });
  const headers = (values.header ?? []).map((line) => line.split(': ') as [string, string]);
  return { address: positionals[0] ?? '', init: { method: 'POST', headers, body: values.data } };
}

/** Names and kinds of what is in an answer; what differs from call to call is left out. */
function shape(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value === null ? null : typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, shape(part)]));
}

test('every curl of the README is answered as it says there', async (t) => {
  const { url } = await startLocal(t, { passwordCost: 1024 });
  const curls = blocks('sh').filter((text) => text.startsWith('curl'));
  assert.ok(curls.length >= 5);
  for (const text of curls) {
    const [command = '', example] = text.split('\n# ');
    const { address, init } = readCurl(command);
    assert.ok(address.startsWith('http://127.0.0.1:4100/v1/'), address);
    const answer = await fetch(address.replace('http://127.0.0.1:4100/v1', url), init);
    assert.ok(answer.ok, `${answer.status} ${command}`);
    const body = await answer.json();
    if (example) assert.deepEqual(shape(body), shape(JSON.parse(example)));
  }
});

test('the TypeScript of the README runs', async () => {
  const [code] = blocks('ts');
  const flags = ['-C', '@nexevo/source', '--input-type=module-typescript'];
  const child = spawn(process.execPath, flags, { cwd: home, stdio: ['pipe', 'inherit', 'pipe'] });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    errors += text;
  });
  child.stdin.end(code);
  const [status] = await once(child, 'exit');
  assert.equal(status, 0, errors);
});

test('the README lists every fault, and every option of the command', () => {
  for (const name of faultNames) assert.match(readme, RegExp(`^\\| \`${name}\` `, 'm'));
  const command = readFileSync(`${home}/src/command.ts`, 'utf8');
  const options = [...command.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, name]) => name);
  assert.ok(options.length > 10);
  for (const option of options) assert.match(readme, RegExp(`^\\| \`${option}\` `, 'm'));
});

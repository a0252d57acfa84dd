import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { parseEnv, promisify } from 'node:util';
import { runCommand } from '../../packages/client/test/command/run-command.ts';
import { startLocal } from './gateways.ts';

const packageFolder = path.resolve(import.meta.dirname, '../../packages/client');
const readme = await readFile(path.join(packageFolder, 'README.md'), 'utf8');
const key = 'sk-xc-local-contract';
const source = ['-C', '@nexevo/source'];
const bin = path.join(packageFolder, 'bin', 'nexevo.js');
const run = promisify(execFile);

/** The blocks of code of the README in a language. */
function blocks(language: string): string[] {
  const fence = new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gs');
  return Array.from(readme.matchAll(fence), ([, block]) => block!);
}

test("the README's example of keys, money and people runs as it stands", async (t) => {
  const { url, client } = await startLocal(t);
  const example = blocks('ts').find((block) => block.includes('keys.create')) ?? '';
  const { stdout } = await run(
    process.execPath,
    [...source, '--input-type=module-typescript', '--eval', example],
    { cwd: packageFolder, env: { NEXEVO_API_KEY: key, NEXEVO_BASE_URL: url } },
  );
  assert.match(stdout, /full_key: '\[hidden; read \.full_key\]'/);
  assert.match(stdout, /^http:\/\/127\.0\.0\.1:\d+\/checkout\/\S+ topup-[\w-]{36}$/m);
  assert.doesNotMatch(stdout, /sk-xc-local-issued-[\w-]{12}/);
  const [organization] = (await client.organizations.list()).organizations;
  assert.equal(organization?.name, 'My team');
});

test("the README's lines of the command run as they stand", async (t) => {
  const { url } = await startLocal(t);
  const folder = await mkdtemp(path.join(tmpdir(), 'nexevo-command-'));
  t.after(() => rm(folder, { recursive: true }));
  const block = blocks('sh').find((one) => one.includes('npx nexevo')) ?? '';
  const lines = Array.from(block.matchAll(/^npx nexevo (.*)$/gm), ([, line]) => line!);
  assert.equal(lines.length, 3);
  const env = { NEXEVO_UPSTREAM_URL: url, NEXEVO_API_KEY: key };
  const [first = [], ...others] = lines.map((line) => line.split(' '));
  // As a program once, in this process then: starting one takes long on a busy machine.
  const options = { cwd: folder, env };
  const { stdout: init } = await run(process.execPath, [...source, bin, ...first], options);
  const [usage = '', keys = ''] = await Promise.all(
    others.map(async (line) => (await runCommand(line, { env })).stdout),
  );
  assert.match(init, /<script src="https:\/\/chat\.example\.com\/nexevo\/nexevo-chat\.js"/);
  assert.match(usage, /^Total +0 /m);
  assert.equal(JSON.parse(keys).keys[0].name, 'www.example.com');

  const file = path.join(folder, '.env');
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  const written = parseEnv(await readFile(file, 'utf8')) as Record<string, string>;
  assert.equal(written.NEXEVO_UPSTREAM_URL, url);
  const { stdout } = await runCommand(['billing', 'balance'], { env: written });
  assert.match(stdout, /^\$25\.00 USD\n$/);
});

test('a person comes from registration to a reply by the command alone', async (t) => {
  const { url } = await startLocal(t);
  const nexevo = async (line: string, settings: Record<string, string>, input = '') => {
    const env = { NEXEVO_UPSTREAM_URL: url, ...settings };
    const { code, stdout, stderr } = await runCommand(line.split(' '), { env, input });
    assert.equal(code, 0, stderr);
    return stdout;
  };
  const register = 'auth register --email jane@example.com --json';
  const { access_token } = JSON.parse(await nexevo(register, {}, 'long enough\n'));
  const session = { NEXEVO_ACCESS_TOKEN: access_token };
  assert.match(await nexevo('auth me', session), /^Email +jane@example\.com$/m);
  const { full_key } = JSON.parse(await nexevo('keys create mine --cap 5 --json', session));
  const own = { NEXEVO_API_KEY: full_key };
  const reply = JSON.parse(await nexevo('chat Hello --json', own));
  assert.ok(reply.content.length > 0);
  await nexevo(`feedback submit ${reply.generation_id} up --tag accurate`, own);
  assert.match(await nexevo('feedback summary', own), /^Positive +100 %$/m);
  assert.match(await nexevo('keys list', own), / mine +\$0\.00\d* +\$5\.00 /);
});

test('the help of the command is there without a key and without a gateway', async () => {
  const { stdout } = await run(process.execPath, [...source, bin, '--help'], { env: {} });
  assert.match(stdout, /^nexevo: the Nexevo gateway from a terminal\n/);
});

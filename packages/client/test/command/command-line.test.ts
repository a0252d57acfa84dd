import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commands, isNoun } from '../../src/command/commands.ts';
import { json, key, refusal } from '../scripted-gateway.ts';
import { beforeGateway, runCommand } from './run-command.ts';

test('the first page of help names every command', async () => {
  const { code, stdout, stderr } = await runCommand(['--help']);
  assert.deepEqual([code, stderr], [0, '']);
  for (const name of Object.keys(commands))
    assert.match(stdout, new RegExp(`^  nexevo ${name}\\b`, 'm'));
  for (const args of [[], ['help']]) assert.equal((await runCommand(args)).stdout, stdout);
});

for (const [name, command] of Object.entries(commands)) {
  test(`the help of ${name} names all it does, with every option`, async () => {
    const { code, stdout } = await runCommand([name, '--help']);
    assert.equal(code, 0);
    assert.equal((await runCommand(['help', name])).stdout, stdout);
    const actions = isNoun(command) ? Object.entries(command.actions) : [];
    for (const [action, { options = {}, takes = [] }] of actions) {
      assert.match(stdout, new RegExp(`^  nexevo ${name} ${action}\\b`, 'm'));
      const page = (await runCommand([name, action, '-h'])).stdout;
      for (const option of Object.keys(options))
        assert.match(page, new RegExp(`^  --${option}\\b`, 'm'));
      for (const one of takes) assert.ok(page.includes(one.replace('?', '')), page);
    }
  });
}

test('the version is that of the package', async () => {
  assert.match((await runCommand(['--version'])).stdout, /^\d+\.\d+\.\d+\n$/);
});

const wrong: Record<string, string[]> = {
  'nexevo has no "key", but init, conversations': ['key'],
  'nexevo keys has no "creat", but list, create': ['keys', 'creat'],
  'say what to do with keys: list, create': ['keys'],
  'say what to do': ['--json'],
  '<name> is missing: nexevo keys create <name>': ['keys', 'create'],
  '"b" is one too many: nexevo keys create <name>': ['keys', 'create', 'a', 'b'],
  "Unknown option '--capp'": ['keys', 'create', 'a', '--capp', '5'],
  '--limit is "many": say a whole number': ['conversations', 'list', '--limit', 'many'],
  'name must be at most 100 characters': ['keys', 'create', 'n'.repeat(101)],
  'amount_usd must be above 0': ['billing', 'checkout', '0'],
  'amount_usd must be an amount of digits': ['billing', 'checkout', 'ten'],
  'url must be an https address': ['keys', 'webhook', 'k', 'http://example.com'],
  'say an amount, or --clear, and not both': ['keys', 'cap', 'k', '5', '--clear'],
  'say an address, or --clear': ['keys', 'webhook', 'k'],
  'policy must be one of cn-only': ['keys', 'routing', 'k', 'eu-only'],
  'role must be one of owner': ['organizations', 'invite', 'o', 'a@example.com', '--role', 'boss'],
  'say up or down': ['feedback', 'submit', 'gen_1', 'sideways'],
  '--metadata is not JSON': ['conversations', 'create', '--metadata', '{'],
  'metadata must be a JSON object': ['conversations', 'create', '--metadata', '[1]'],
  'days must be a whole number from 1 to 365': ['billing', 'usage', '--days', '900'],
  '--email is missing': ['auth', 'login'],
  '--timeout is "soon"': ['models', '--timeout', 'soon'],
  'code must be six digits': ['auth', '2fa-verify', '12'],
  'this cannot be undone: say --yes': ['keys', 'revoke', 'key_1'],
};
for (const [sentence, args] of Object.entries(wrong)) {
  test(`nexevo ${args.join(' ').slice(0, 60)} is refused in a sentence, and nothing is sent`, async (t) => {
    const { nexevo, requests } = await beforeGateway(t, [json(200, {})]);
    const { code, stdout, stderr } = await nexevo(args.length > 0 ? args : []);
    assert.ok(stderr.includes(sentence), stderr);
    assert.deepEqual([code, stdout, requests.length], [2, '', 0]);
    assert.equal(stderr.trimEnd().split('\n').length, 1);
  });
}

for (const args of [
  ['billing', 'balance', '--key', 'x'],
  ['billing', 'balance', '--api-key=x'],
  ['billing', 'balance', key],
  ['keys', 'create', `for ${key}`],
  ['billing', 'balance', `--url=https://${key}@example.com`],
]) {
  test(`a key in the arguments is refused and not repeated: ${args.length} ${args[2]?.slice(0, 7)}`, async () => {
    const { code, stdout, stderr } = await runCommand(args);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /^nexevo: a key is never an argument/);
    assert.ok(!stderr.includes(key), stderr);
  });
}

test('options that every command has may stand anywhere', async (t) => {
  const { nexevo, origin } = await beforeGateway(t, [
    json(200, { balance_usd: '5', currency: 'USD' }),
  ]);
  const bad = { env: { NEXEVO_UPSTREAM_URL: 'http://127.0.0.1:1/v1' } };
  for (const line of ['--json --url URL billing balance', 'billing --url URL --json balance']) {
    const { code, stdout } = await nexevo(line.replace('URL', `${origin}/v1`), bad);
    assert.deepEqual([code, JSON.parse(stdout).balance_usd], [0, '5']);
  }
});

test('a failure is one sentence with its code, the trace, and what to do', async (t) => {
  const { nexevo } = await beforeGateway(t, [
    refusal(401, 'invalid_api_key', { 'x-trace-id': 'tr_1' }),
  ]);
  const { code, stdout, stderr } = await nexevo('keys list');
  assert.deepEqual([code, stdout], [1, '']);
  assert.equal(
    stderr,
    'nexevo: No: invalid_api_key (invalid_api_key, trace tr_1). Check NEXEVO_API_KEY.\n',
  );
});

test('with --json a failure is JSON on standard error', async (t) => {
  const { nexevo } = await beforeGateway(t, [refusal(402, 'account_suspended')]);
  const { code, stdout, stderr } = await nexevo('billing plan --json');
  assert.deepEqual([code, stdout], [1, '']);
  const { error } = JSON.parse(stderr);
  assert.deepEqual([error.code, error.status], ['account_suspended', 402]);
  const usage = await nexevo('billing plans --json');
  assert.equal(JSON.parse(usage.stderr).error.code, 'wrong_usage');
});

test('an interrupt ends it with 130', async (t) => {
  const interrupt = new AbortController();
  const { nexevo } = await beforeGateway(t, [() => interrupt.abort()]);
  const { code, stderr } = await nexevo('billing balance', { signal: interrupt.signal });
  assert.deepEqual([code, stderr], [130, 'nexevo: Interrupted.\n']);
});

test('a gateway that is not there is said in a sentence', async () => {
  const env = { NEXEVO_API_KEY: key };
  const { code, stderr } = await runCommand(['models', '--url', 'http://127.0.0.1:1/v1'], { env });
  assert.equal(code, 1);
  assert.match(
    stderr,
    /cannot be reached .*\(connection_failed\)\. Check the network, or --url\.\n$/,
  );
});

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { routes } from '@nexevo/client';
import { chunk, done, events, json, key, scriptedGateway } from './scripted-gateway.ts';

const packageFolder = new URL('../', import.meta.url);
const readme = await readFile(new URL('README.md', packageFolder), 'utf8');

test("the README's example runs as it stands", async (t) => {
  const { origin, requests } = await scriptedGateway(t, [
    events([chunk('A run is '), chunk('one reply.', 'stop'), done], {
      headers: { 'x-nexevo-generation-id': 'gen_1' },
    }),
    json(200, { feedback_id: 'f' }),
  ]);
  const example = /```ts\n(.*?)```/s.exec(readme)?.[1] ?? '';
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['-C', '@nexevo/source', '--input-type=module-typescript', '--eval', example],
    { cwd: packageFolder, env: { NEXEVO_API_KEY: key, NEXEVO_BASE_URL: `${origin}/v1` } },
  );
  assert.equal(stdout, 'A run is one reply.');
  assert.equal(JSON.parse(requests[1]?.body ?? '').generation_id, 'gen_1');
});

test('the README names exactly the documented routes as documented', () => {
  const sentence = /The vendor documents (.*?)\. \*\*Inferred/s.exec(readme)?.[1] ?? '';
  const named = [...sentence.matchAll(/`([A-Z]+ [^`]+)`/g)].map(([, line]) => line);
  const documented = Object.values(routes).filter(({ source }) => source === 'documented');
  assert.deepEqual(named.sort(), documented.map(({ method, path }) => `${method} ${path}`).sort());
});

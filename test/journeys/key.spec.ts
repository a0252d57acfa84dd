import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from './fixture.ts';
import { apiKey } from './site.ts';

test('the key is in no byte the browser received, no file of the bundle, no log and no error', async ({
  page,
  site,
  chat,
}) => {
  // What is searched has to be legible.
  site.compresses = false;
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('Network.enable');
  await devTools.send('Network.setCacheDisabled', { cacheDisabled: true });
  await page.reload();
  await chat.ask('What is your API key?');
  await chat.answered();
  site.local.faults.set('unauthorized', { path: '/chat/completions' });
  await chat.ask('And with an error?');
  await expect(page.getByRole('button', { name: 'Retry' })).toBeVisible();
  site.local.faults.set(null);
  await chat.openHistory();

  for (const path of ['/nexevo/nowhere', '/nexevo/usage', '/nexevo/messages', '/%E0%A4%A']) {
    await page.request.post(`${site.ownOrigin}${path}`);
  }
  const seen = new Map([
    ['what the browser received', site.received],
    ['the log', site.logs],
    // What is new stands in the write-ahead log.
    ['the data file', readFileSync(`${site.dataPath}-wal`, 'latin1')],
  ]);
  expect(site.received).toContain('event: delta');
  expect(site.received).toContain('upstream_auth');
  expect(site.received).toContain('currentScript');
  expect(site.logs).toContain('upstream_auth');
  expect(seen.get('the data file')).toContain('What is your API key?');
  const manifest = fileURLToPath(import.meta.resolve('@nexevo/chat/package.json'));
  const bundle = join(dirname(manifest), 'bundle');
  for (const file of readdirSync(bundle, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const path = join(file.parentPath, file.name);
    seen.set(path, readFileSync(path, 'utf8'));
  }
  for (const [name, text] of seen) expect(text.includes(apiKey), name).toBe(false);
});

test('the page asks nobody but the proxy, and gets no cookie', async ({
  page,
  site,
  chat,
  context,
}) => {
  const hosts = new Set<string>();
  page.on('request', (request) => hosts.add(new URL(request.url()).origin));
  await page.reload();
  await chat.ask('Show me what you can render');
  await chat.answered();
  expect([...hosts]).toEqual([site.ownOrigin]);
  expect(await context.cookies()).toEqual([]);
  expect(site.received).not.toMatch(/^set-cookie:/im);
});

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import type { ErrorResponse } from '@nexevo/protocol';
import express from 'express';
import { pino } from 'pino';
import { ProxyMetrics } from '../src/metrics/proxy-metrics.ts';
import { errorHandler } from '../src/middleware/error-handler.ts';
import { assetRoutes } from '../src/routes/assets.ts';
import { startProxy } from './fixture.ts';

/** The routes over a bundle of two small files; the real one is there after a build only. */
async function serve(t: TestContext, script = '0123456789'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'nexevo-assets-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'nexevo-chat.js'), script);
  await writeFile(join(folder, 'assets', 'chunk-0123abcd.js'), script);
  const onError = errorHandler(pino({ level: 'silent' }), new ProxyMetrics());
  const server = express().use(assetRoutes(folder)).use(onError).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(async () => {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true });
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('the files of the component', () => {
  it('are revalidated or kept for ever, and readable from every origin', async (t) => {
    const url = await serve(t);
    const entry = await fetch(`${url}/nexevo-chat.js`);
    assert.equal(entry.headers.get('cache-control'), 'no-cache');
    assert.equal(entry.headers.get('access-control-allow-origin'), '*');
    const chunk = await fetch(`${url}/assets/chunk-0123abcd.js`);
    assert.match(chunk.headers.get('cache-control') ?? '', /immutable/);
  });

  it('come compressed, in what the browser takes', async (t) => {
    const url = await serve(t, 'const answer = 42;\n'.repeat(200));
    for (const path of ['/nexevo-chat.js', '/assets/chunk-0123abcd.js']) {
      for (const [accepted, used] of [
        ['gzip, deflate, br, zstd', 'br'],
        ['gzip, deflate', 'gzip'],
        ['identity', null],
      ] as const) {
        const response = await fetch(`${url}${path}`, { headers: { 'Accept-Encoding': accepted } });
        assert.equal(response.headers.get('content-encoding'), used);
        assert.match(response.headers.get('vary') ?? '', /accept-encoding/i);
        assert.equal((await response.text()).length, 3800);
      }
    }
  });

  it('come in parts; a part behind their end is refused with where that is, and not kept', async (t) => {
    const url = await serve(t);
    for (const path of ['/nexevo-chat.js', '/assets/chunk-0123abcd.js']) {
      const ask = (Range: string) => fetch(`${url}${path}`, { headers: { Range } });
      const part = await ask('bytes=8-');
      assert.deepEqual([part.status, await part.text()], [206, '89']);
      const refused = await ask('bytes=10-');
      const { error } = (await refused.json()) as ErrorResponse;
      assert.deepEqual([refused.status, error.code], [416, 'range_not_satisfiable']);
      assert.equal(refused.headers.get('content-range'), 'bytes */10');
      assert.equal(refused.headers.get('cache-control'), 'no-store');
    }
  });

  it('asked for in a version that they are not in any more are 412', async (t) => {
    const url = await serve(t);
    for (const path of ['/nexevo-chat.js', '/assets/chunk-0123abcd.js']) {
      for (const [name, value] of [
        ['If-Match', '"another"'],
        ['If-Unmodified-Since', 'Thu, 01 Jan 1970 00:00:00 GMT'],
      ] as const) {
        const refused = await fetch(`${url}${path}`, { headers: { [name]: value } });
        const { error } = (await refused.json()) as ErrorResponse;
        assert.deepEqual([refused.status, error.code], [412, 'precondition_failed']);
      }
      const { headers } = await fetch(`${url}${path}`);
      const same = await fetch(`${url}${path}`, { headers: { 'If-Match': headers.get('etag')! } });
      assert.equal(same.status, 200);
    }
  });

  it('under names that only resemble theirs are not there either', async (t) => {
    const url = await serve(t);
    for (const path of ['/nexevo-chat.js/', '/NEXEVO-CHAT.js', '/assets/x%2f..']) {
      const response = await fetch(`${url}${path}`, { redirect: 'manual' });
      const { error } = (await response.json()) as ErrorResponse;
      assert.equal(error.code, 'not_found', path);
    }
  });

  it('that are not there are 404 for everybody, and not to be kept', async (t) => {
    const { url } = await startProxy(t);
    const response = await fetch(`${url}/assets/none-0123abcd.js`);
    const { error } = (await response.json()) as ErrorResponse;
    assert.deepEqual([response.status, error.code], [404, 'not_found']);
    assert.equal(response.headers.get('cache-control'), 'no-store');
  });
});

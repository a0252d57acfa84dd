import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ErrorResponse } from '@nexevo/protocol';
import { startProxy } from './fixture.ts';

describe('a path that is there, asked with a method that is not', () => {
  it('is 405 with what it takes, for everybody and before a session is asked for', async (t) => {
    const { url } = await startProxy(t);
    for (const [method, path, allow] of [
      ['GET', '/session', 'POST'],
      ['PUT', '/conversations', 'GET, HEAD, POST'],
      ['POST', '/conversations/conv_00000000', 'GET, HEAD, PATCH, DELETE'],
      ['GET', '/runs/run_00000000/stop', 'POST'],
      ['DELETE', '/openapi.json/', 'GET, HEAD'],
    ] as const) {
      const response = await fetch(`${url}${path}`, { method });
      const { error } = (await response.json()) as ErrorResponse;
      assert.deepEqual([response.status, error.code], [405, 'method_not_allowed'], path);
      assert.equal(response.headers.get('allow'), allow);
      assert.ok(error.message.includes(allow));
    }
  });

  it('is told from a path that is not there, which is 404 for everybody', async (t) => {
    const { url } = await startProxy(t);
    for (const path of ['', '/', '/nowhere', '/conversations/a/b/c', '/assets/']) {
      const response = await fetch(`${url}${path}`);
      const { error } = (await response.json()) as ErrorResponse;
      assert.deepEqual([response.status, error.code], [404, 'not_found'], path);
      if (path !== '/assets/') assert.match(error.message, / \/nexevo\/openapi\.json\.$/);
    }
  });

  it('also beside the API; a path that is not there stays unknown', async (t) => {
    const { url } = await startProxy(t);
    const root = url.replace('/nexevo', '');
    const response = await fetch(`${root}/healthz`, { method: 'POST' });
    assert.equal(response.status, 405);
    assert.equal(response.headers.get('allow'), 'GET, HEAD');
    assert.equal((await fetch(`${root}/healthz`, { method: 'HEAD' })).status, 200);
    assert.equal((await fetch(`${root}/elsewhere`, { method: 'POST' })).status, 404);
  });
});

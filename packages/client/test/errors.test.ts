import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import {
  AuthenticationError,
  ConflictError,
  ConnectionError,
  clientErrorCodes,
  InsufficientBalanceError,
  InvalidRequestError,
  InvalidResponseError,
  NexevoClient,
  NexevoError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  TimeoutError,
  UpstreamError,
} from '@nexevo/client';
import { json, key, question, refusal, type Step, scriptedGateway } from './scripted-gateway.ts';

const once = { maxRetries: 0 };

const classes: [number, typeof NexevoError][] = [
  [400, InvalidRequestError],
  [401, AuthenticationError],
  [402, InsufficientBalanceError],
  [403, PermissionError],
  [404, NotFoundError],
  [409, ConflictError],
  [413, InvalidRequestError],
  [422, InvalidRequestError],
  [429, RateLimitError],
  [500, UpstreamError],
  [502, UpstreamError],
  [529, UpstreamError],
];
for (const [status, type] of classes) {
  test(`${status} is ${type.name}, with the gateway's code, type and trace id`, async (t) => {
    const headers = { 'x-trace-id': 'trace_9' };
    const { client } = await scriptedGateway(t, [refusal(status, 'its_code', headers)], once);
    await assert.rejects(client.chat.completions.create(question), (error) => {
      assert.ok(error instanceof type && error instanceof NexevoError);
      assert.equal(error.name, type.name);
      assert.equal(error.message, 'No: its_code.');
      const { code, type: family, traceId } = error;
      assert.deepEqual(
        { status: error.status, code, family, traceId },
        { status, code: 'its_code', family: 'some_type', traceId: 'trace_9' },
      );
      assert.equal(error.ambiguous, status >= 500);
      return true;
    });
  });
}

for (const status of [400, 401, 402, 403, 404, 409, 413, 415, 418, 422, 429, 500, 503]) {
  test(`${status} without a code has one of the client's, and its class`, async (t) => {
    const { client } = await scriptedGateway(t, [json(status, {})], once);
    await assert.rejects(client.billing.balance(), (error) => {
      assert.ok(error instanceof NexevoError);
      assert.equal(
        error.name,
        Object.entries(clientErrorCodes).find(([code]) => code === error.code)?.[1],
      );
      return true;
    });
  });
}

const oddBodies: Record<string, Step> = {
  HTML: (response) => response.writeHead(503, { 'content-type': 'text/html' }).end('<h1>503</h1>'),
  nothing: (response) => response.writeHead(503).end(),
  'compressed bytes': (response) =>
    response.writeHead(503, { 'content-encoding': 'gzip' }).end(gzipSync('{"error":{}}')),
  'JSON of another shape': json(503, ['down']),
  'a megabyte': (response) => response.writeHead(503).end('x'.repeat(1024 ** 2)),
};
for (const [name, step] of Object.entries(oddBodies)) {
  test(`an error whose body is ${name} is still the typed one`, async (t) => {
    const { client } = await scriptedGateway(t, [step], once);
    await assert.rejects(client.billing.balance(), {
      name: 'UpstreamError',
      status: 503,
      code: 'upstream_error',
    });
  });
}

for (const [how, end] of [
  ['is cut off', (response) => setImmediate(() => response.socket?.resetAndDestroy())],
  ['never comes', () => undefined],
] as [string, (response: ServerResponse) => unknown][]) {
  test(`a refusal whose body ${how} is what its head says`, async (t) => {
    const { client, requests } = await scriptedGateway(t, [
      (response) => {
        response.writeHead(402, { 'content-length': '100', 'x-trace-id': 'trace-1' });
        response.write('{"err', () => end(response));
      },
    ]);
    await assert.rejects(client.billing.balance(), { status: 402, traceId: 'trace-1' });
    assert.equal(requests.length, 1);
  });
}

const garbage: Record<string, [Step, string]> = {
  HTML: [
    (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Hi</h1>'),
    'unexpected_content',
  ],
  'broken JSON': [
    (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"a":'),
    'invalid_json',
  ],
  'JSON that is no object': [json(200, 'fine'), 'invalid_json'],
  'an object of another shape': [json(200, { hello: 1 }), 'unexpected_shape'],
  'a body over the cap': [json(200, { choices: ['x'.repeat(2000)] }), 'response_too_large'],
  'compressed JSON': [
    (response) =>
      response
        .writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
        .end(gzipSync('{"choices":[]}')),
    'unexpected_content',
  ],
  'a redirect': [
    (response) => response.writeHead(307, { location: '/elsewhere' }).end(),
    'redirect_refused',
  ],
  'no HTTP': [(response) => response.socket?.end('SSH-2.0-OpenSSH_9\r\n\r\n'), 'invalid_http'],
};
for (const [name, [step, code]] of Object.entries(garbage)) {
  test(`an answer of ${name} is InvalidResponseError, asked for once`, async (t) => {
    const { client, requests } = await scriptedGateway(t, [step], { maxResponseSize: 1000 });
    await assert.rejects(client.chat.completions.create(question), (error) => {
      assert.ok(error instanceof InvalidResponseError);
      assert.equal(error.code, code);
      return true;
    });
    assert.equal(requests.length, 1);
  });
}

for (const [name, call] of Object.entries({
  'a delete': (client: NexevoClient) => client.conversations.delete('c'),
  'an append': (client: NexevoClient) =>
    client.conversations.appendMessage('c', { role: 'user', content: 'Hi' }),
})) {
  test(`${name} is not done when a page, or a refusal with 200, is what came`, async (t) => {
    const no = {
      error: { message: 'No.', type: 'insufficient_balance', code: 'account_suspended' },
    };
    const { client, requests } = await scriptedGateway(t, [
      (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Log in</h1>'),
      (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('<h1>'),
      json(200, no),
    ]);
    const invalid = { name: 'InvalidResponseError', ambiguous: true };
    await assert.rejects(call(client), { ...invalid, code: 'unexpected_content' });
    await assert.rejects(call(client), { ...invalid, code: 'invalid_json' });
    await assert.rejects(call(client), {
      name: 'InsufficientBalanceError',
      code: 'account_suspended',
    });
    assert.equal(requests.length, 3);
  });
}

test('a refusal with 200 is not taken for an answer of another shape', async (t) => {
  const { client } = await scriptedGateway(t, [json(200, { error: 'Down.' })]);
  await assert.rejects(client.billing.balance(), { name: 'UpstreamError', message: 'Down.' });
});

test('an error that is empty is none', async (t) => {
  const kept = { feedback_id: 'fb_1' };
  const answers = [null, '', false].map((error) => json(200, { error, ...kept }));
  const { client } = await scriptedGateway(t, answers);
  for (const _ of answers)
    assert.equal(
      (await client.feedback.submit({ generation_id: 'g', rating: 1 })).feedback_id,
      'fb_1',
    );
});

test('a refused connection is known not to have carried anything', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  const client = new NexevoClient({
    apiKey: key,
    baseUrl: `http://127.0.0.1:${port}/v1`,
    random: () => 0,
  });
  await assert.rejects(client.chat.completions.create(question), (error) => {
    assert.ok(error instanceof ConnectionError);
    assert.equal(error.ambiguous, false);
    assert.match(error.message, /ECONNREFUSED/);
    return true;
  });
  await client.close();
});

test('a connection that breaks before TLS is there has carried nothing', async (t) => {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.once('data', () => socket.resetAndDestroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const client = new NexevoClient({
    apiKey: key,
    baseUrl: `https://127.0.0.1:${port}/v1`,
    random: () => 0,
  });
  t.after(async () => {
    await client.close();
    server.close();
  });
  await assert.rejects(client.chat.completions.create(question), (error) => {
    assert.ok(error instanceof ConnectionError);
    assert.deepEqual([error.code, error.ambiguous], ['connection_failed', false]);
    return true;
  });
  assert.equal(connections, 3);
});

test('a connection lost after sending is ambiguous', async (t) => {
  const { client } = await scriptedGateway(t, [(response) => response.socket?.resetAndDestroy()]);
  await assert.rejects(client.feedback.submit({ generation_id: 'g', rating: 1 }), (error) => {
    assert.ok(error instanceof ConnectionError);
    assert.equal(error.ambiguous, true);
    return true;
  });
});

test('no answer in time is an ambiguous TimeoutError and closes the connection', async (t) => {
  const { client, requests } = await scriptedGateway(t, [() => {}], { timeout: 2000 });
  await assert.rejects(client.billing.balance(), (error) => {
    assert.ok(error instanceof TimeoutError);
    assert.deepEqual([error.code, error.ambiguous], ['timeout', true]);
    return true;
  });
  assert.equal(await requests[0]?.closed, false);
});

import assert from 'node:assert/strict';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { ChatError } from '../src/api/errors.ts';
import { type RunPosition, type RunStreamEvent, readRun, rest } from '../src/api/run-stream.ts';

type Answer = (response: ServerResponse) => void;

const accepted = 'id: 1\nevent: accepted\ndata: {"run_id":"run_1"}\n\n';
const delta = (id: number, text: string) => `id: ${id}\nevent: delta\ndata: {"text":"${text}"}\n\n`;
const done = (id: number) => `id: ${id}\nevent: done\ndata: {}\n\n`;

/** Follows a run on a real server whose connections are answered one after the other. */
async function follow(
  answers: Answer[],
  options: { silence?: number; signal?: AbortSignal; backoff?(attempt: number): number } = {},
) {
  const server = createServer((_request, response) => answers.shift()?.(response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const resumed: RunPosition[] = [];
  const ask = async (signal: AbortSignal) => {
    const response = await fetch(url, { signal });
    if (!response.ok) throw await ChatError.fromResponse(response);
    return response;
  };
  const events: RunStreamEvent[] = [];
  try {
    const run = readRun({
      start: ask,
      resume: (position, signal) => {
        resumed.push(position);
        return ask(signal);
      },
      backoff: () => 1,
      signal: new AbortController().signal,
      ...options,
    });
    for await (const batch of run) events.push(...batch);
    return { names: events.map(({ event }) => event), resumed };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const stream =
  (...parts: string[]): Answer =>
  (response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    for (const part of parts) response.write(part);
  };
const ended =
  (...parts: string[]): Answer =>
  (response) => {
    stream(...parts)(response);
    response.end();
  };
const cut =
  (...parts: string[]): Answer =>
  (response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write(parts.join(''), () => setImmediate(() => response.destroy()));
  };
const refusal =
  (status: number, code: string): Answer =>
  (response) => {
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ error: { message: 'no', type: 'x', code } }));
  };

test('ends with the final event', async () => {
  const { names } = await follow([ended(accepted, delta(2, 'a'), done(3), delta(4, 'never'))]);
  assert.deepEqual(names, ['accepted', 'delta', 'done']);
});

test('joins again where it was cut off', async () => {
  const { names, resumed } = await follow([
    cut(accepted, delta(2, 'a')),
    ended(delta(3, 'b'), done(4)),
  ]);
  assert.deepEqual(names, ['accepted', 'delta', 'lost', 'delta', 'done']);
  assert.deepEqual(resumed, [{ runId: 'run_1', lastEventId: 2 }]);
});

test('joins again after silence', async () => {
  const { names } = await follow([stream(accepted), ended(done(2))], { silence: 2000 });
  assert.deepEqual(names, ['accepted', 'lost', 'done']);
});

test('tries again while the server refuses for a moment', async () => {
  const { names } = await follow([
    ended(accepted),
    refusal(503, 'shutting_down'),
    ended(delta(2, 'a'), done(3)),
  ]);
  assert.deepEqual(names, ['accepted', 'lost', 'lost', 'delta', 'done']);
});

test('waits longer each time while it hears nothing, or nothing that can be read', async () => {
  const attempts: number[] = [];
  const backoff = (attempt: number) => attempts.push(attempt);
  const garbled = 'id: 2\nevent: delta\ndata: {"te\n\n';
  await follow([ended(accepted), ended(), ended(garbled), ended(delta(2, 'a')), ended(done(3))], {
    backoff,
  });
  assert.deepEqual(attempts, [0, 1, 2, 0]);
});

test('gives up when the run is gone', async () => {
  await assert.rejects(follow([ended(accepted), refusal(404, 'not_found')]), { code: 'not_found' });
});

test('reports a refusal before anything was accepted', async () => {
  await assert.rejects(follow([refusal(429, 'rate_limited')]), { code: 'rate_limited' });
});

test('tries again until the proxy is there to accept it', async () => {
  const away: Answer = (response) => response.writeHead(502).end('<h1>Bad gateway</h1>');
  const { names } = await follow([
    ended(),
    (response) => response.destroy(),
    away,
    refusal(503, 'shutting_down'),
    ended(accepted, done(2)),
  ]);
  assert.deepEqual(names, ['lost', 'lost', 'lost', 'lost', 'accepted', 'done']);
});

test('refuses what is not an event stream', async () => {
  const page: Answer = (response) => response.end('<h1>hello</h1>');
  await assert.rejects(follow([page]), { code: 'invalid_response' });
});

test('passes over events it does not know', async () => {
  const unknown = 'id: 2\nevent: sparkle\ndata: {}\n\n';
  const { names } = await follow([ended(accepted, unknown, done(3))]);
  assert.deepEqual(names, ['accepted', 'done']);
});

test('rests for as long as the error asks for', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  let isOver = false;
  const resting = rest(1, new AbortController().signal, { retryAfter: 2 }).then(() => {
    isOver = true;
  });
  t.mock.timers.tick(1999);
  await new Promise(setImmediate);
  assert.equal(isOver, false);
  t.mock.timers.tick(1);
  await resting;
});

test('rests no more once it is given up, and not where it cannot', async (t) => {
  const given = new AbortController();
  const resting = rest(60_000, given.signal);
  const why = new Error('Enough.');
  given.abort(why);
  await assert.rejects(resting, why);
  t.mock.method(globalThis, 'setTimeout', () => {
    throw new RangeError('No timers here.');
  });
  await assert.rejects(rest(1, new AbortController().signal), RangeError);
});

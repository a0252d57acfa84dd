import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  InvalidResponseError,
  type NexevoClient,
  RateLimitError,
  StreamInterruptedError,
} from '@nexevo/client';
import { Agent, type Dispatcher } from 'undici';
import { chunk, done, events, question, type Step, scriptedGateway } from './scripted-gateway.ts';

/** What `each()` hands over of a stream's text before it ends, and how it ends. */
async function readEach(client: NexevoClient): Promise<{ pieces: unknown[]; error?: unknown }> {
  const stream = await client.chat.completions.stream(question);
  const pieces: unknown[] = [];
  try {
    await stream.each(({ choices }) => pieces.push(choices[0]?.delta.content));
    return { pieces };
  } catch (error) {
    return { pieces, error };
  }
}

test('each() hands over every chunk, however the bytes are split, and then the connection', async (t) => {
  const bytes = new TextEncoder().encode(chunk('東京 👩‍🚀') + chunk('', 'stop') + done);
  const { client } = await scriptedGateway(t, [
    events([...bytes].map((byte) => Uint8Array.of(byte))),
    events([chunk('Hel'), chunk('lo') + chunk('', 'stop'), done.trimEnd()]),
  ]);
  assert.deepEqual(await readEach(client), { pieces: ['東京 👩‍🚀', ''] });
  assert.deepEqual(await readEach(client), { pieces: ['Hel', 'lo', ''] });
});

test('each() reads chunks that are alike as JSON says, however they come', async (t) => {
  const event = (data: string) => `data: ${data}\n\n`;
  const alike = ['a', 'say "content":"no"', '\\', '\n\t\u0007', '東京 👩‍🚀', '}]}', '\u2028', ''];
  const other = [
    // A text twice: the last one counts. A key that only looks like the text's. Escapes that JSON alone reads.
    '{"choices":[{"delta":{"content":"x","content":"y"}}]}',
    '{"choices":[{"delta":{"content":"x","content":"z"}}]}',
    '{"content":"q","choices":[{"delta":{"content":"r"}}]}',
    '{"content":"s","choices":[{"delta":{"content":"r"}}]}',
    '{"choices":[{"delta":{"content":"\\ud83d\\ude00\\/\\u00fc"}}]}',
    '{"choices":[{"index":1,"delta":{"content":"two"}},{"delta":{"content":"two"}}]}',
    '{"choices":[{"index":1,"delta":{"content":"2"}},{"delta":{"content":"two"}}]}',
  ];
  const all = [
    ...alike.map((text) => chunk(text)),
    ...other.map(event),
    ...alike.map((text) => chunk(text)),
    ': a comment\n\n',
    ...other.map((data) => `data:${data}\n\n`),
    chunk('last', 'stop'),
  ].join('');
  const lines = all.split('\n').filter((line) => line.startsWith('data:'));
  const data = lines.map((line) => JSON.parse(line.slice('data:'.length)));
  const expected = data.map(({ choices }) => choices[0].delta.content);
  const bytes = Buffer.from(all + done);
  const cut = (size: number) =>
    Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
      bytes.subarray(index * size, (index + 1) * size),
    );
  const ways = [all.split(/(?<=\n\n)/).concat(done), [all + done], cut(7), cut(100)];
  const { client } = await scriptedGateway(
    t,
    ways.map((pieces) => events(pieces)),
  );
  for (const _ of ways) assert.deepEqual(await readEach(client), { pieces: expected });
});

test('each() hands over chunks that are their reader’s own', async (t) => {
  const { client } = await scriptedGateway(t, [
    events([chunk('a') + chunk('b') + chunk('c') + chunk('', 'stop') + done]),
  ]);
  const stream = await client.chat.completions.stream(question);
  const pieces: unknown[] = [];
  await stream.each(({ choices }) => {
    pieces.push(choices[0]?.delta.content);
    choices.length = 0;
  });
  assert.deepEqual(pieces, ['a', 'b', 'c', '']);
});

test('each() refuses what is alike but no JSON', async (t) => {
  const broken = chunk('b').replace('"b"', '"\\x"');
  const { client } = await scriptedGateway(t, [
    events([chunk('a') + chunk('b') + broken + chunk('c')]),
  ]);
  const read = await readEach(client);
  assert.deepEqual(read.pieces, ['a', 'b']);
  assert.ok(read.error instanceof InvalidResponseError);
});

const endings: Record<string, string[]> = {
  'without [DONE]': [chunk('a'), chunk('', 'stop')],
  'without a finish reason': [chunk('a'), chunk(''), done],
  'in the middle of an event': [chunk('a'), chunk(''), chunk('b', 'stop').slice(0, 30)],
};
for (const [name, pieces] of Object.entries(endings)) {
  test(`each() of a stream that ends ${name} rejects after what came before`, async (t) => {
    const { client } = await scriptedGateway(t, [events(pieces)]);
    const read = await readEach(client);
    assert.deepEqual(read.pieces, ['a', '']);
    assert.ok(read.error instanceof StreamInterruptedError);
  });
}

for (const cut of ['resetAndDestroy', 'end'] as const) {
  test(`each() of a connection cut in the middle (${cut}) rejects`, async (t) => {
    const { client } = await scriptedGateway(t, [
      (response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(chunk('kept'), () => response.socket?.[cut]());
      },
    ]);
    const read = await readEach(client);
    assert.deepEqual(read.pieces, ['kept']);
    assert.ok(read.error instanceof StreamInterruptedError);
  });
}

test('each() of a connection that was cut before anybody read it hands over what came, and rejects', async (t) => {
  const agent = new Agent();
  t.after(() => agent.destroy());
  // The stream is handed over only when it is all behind it.
  const late = {
    dispatch(options: Dispatcher.DispatchOptions, handler: Required<Dispatcher.DispatchHandler>) {
      const told: (() => void)[] = [];
      return agent.dispatch(options, {
        onRequestStart: (...args) => handler.onRequestStart(...args),
        onResponseStart: (...args) => told.push(() => handler.onResponseStart(...args)),
        onResponseData: (...args) => told.push(() => handler.onResponseData(...args)),
        onResponseEnd: () => assert.fail('the connection was cut'),
        onResponseError: (...args) => {
          for (const tell of told) tell();
          handler.onResponseError(...args);
        },
      });
    },
  };
  const step: Step = (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(chunk('kept'), () => response.socket?.resetAndDestroy());
  };
  const { client } = await scriptedGateway(t, [step], {
    dispatcher: late as unknown as Dispatcher,
  });
  const read = await readEach(client);
  assert.deepEqual(read.pieces, ['kept']);
  assert.ok(read.error instanceof StreamInterruptedError);
});

test('an error inside the stream makes each() reject with the typed one', async (t) => {
  const error = { message: 'Slow down', code: 'rate_limit_exceeded' };
  const { client } = await scriptedGateway(t, [
    events([chunk('a'), `data: ${JSON.stringify({ error })}\n\n`, chunk('b')]),
  ]);
  const read = await readEach(client);
  assert.deepEqual(read.pieces, ['a']);
  assert.ok(read.error instanceof RateLimitError);
});

test('returning false leaves each() and closes the connection', async (t) => {
  const { client, requests } = await scriptedGateway(t, [
    events([chunk('a') + chunk('b')], { end: false }),
  ]);
  const stream = await client.chat.completions.stream(question);
  let count = 0;
  await stream.each(() => {
    count += 1;
    return false;
  });
  assert.equal(count, 1);
  assert.equal(await requests[0]?.closed, false);
});

test('what is thrown in each() closes the connection and comes out of it', async (t) => {
  const { client, requests } = await scriptedGateway(t, [events([chunk('a')], { end: false })]);
  const stream = await client.chat.completions.stream(question);
  // With a code, as errors of the disk and of sockets have one.
  const mine = Object.assign(new Error('mine'), { code: 'EIO' });
  const read = stream.each(() => {
    throw mine;
  });
  await assert.rejects(read, (error) => error === mine);
  assert.equal(await requests[0]?.closed, false);
});

test('an abort drops what has come in the same packet, and each() rejects with its reason', async (t) => {
  const { client, requests } = await scriptedGateway(t, [
    events([chunk('a') + chunk('b')], { end: false }),
  ]);
  const controller = new AbortController();
  const { signal } = controller;
  const stream = await client.chat.completions.stream(question, { signal });
  const pieces: unknown[] = [];
  const read = stream.each(({ choices }) => {
    pieces.push(choices[0]?.delta.content);
    controller.abort('stopped by the visitor');
  });
  await assert.rejects(read, (reason) => reason === 'stopped by the visitor');
  assert.deepEqual(pieces, ['a']);
  assert.equal(await requests[0]?.closed, false);
});

test('an abort while each() waits for the next chunk ends it', async (t) => {
  const { client } = await scriptedGateway(t, [events([chunk('a')], { end: false })]);
  const stream = await client.chat.completions.stream(question);
  const read = stream.each(() => void setImmediate(() => stream.abort()));
  await assert.rejects(read, { name: 'AbortError' });
  await assert.rejects(
    stream.each(() => {}),
    TypeError,
  );
});

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import {
  InvalidResponseError,
  type NexevoClient,
  RateLimitError,
  StreamInterruptedError,
  TimeoutError,
  UpstreamError,
} from '@nexevo/client';
import { Agent } from 'undici';
import { chunk, done, events, json, question, scriptedGateway } from './scripted-gateway.ts';

async function readText(client: NexevoClient): Promise<string> {
  let text = '';
  for await (const { choices } of await client.chat.completions.stream(question)) {
    text += choices[0]?.delta.content ?? '';
  }
  return text;
}

test('a stream yields its chunks and knows its ids and limits from the headers', async (t) => {
  const { client, requests } = await scriptedGateway(t, [
    events([chunk('Hel'), chunk('lo'), chunk('', 'stop'), done], {
      headers: {
        'x-nexevo-generation-id': 'gen_1',
        'x-trace-id': 'trace_1',
        'x-ratelimit-limit': '60',
        'x-ratelimit-remaining': '41',
        'x-ratelimit-reset': '12',
      },
    }),
  ]);
  const stream = await client.chat.completions.stream(question);
  assert.equal(stream.generationId, 'gen_1');
  assert.equal(stream.traceId, 'trace_1');
  assert.deepEqual(stream.rateLimit, { limit: 60, remaining: 41, reset: 12 });
  const pieces: unknown[] = [];
  for await (const { choices } of stream) pieces.push(choices[0]?.delta.content);
  assert.deepEqual(pieces, ['Hel', 'lo', '']);
  assert.equal(requests[0]?.headers['accept-encoding'], 'identity');
  assert.deepEqual(JSON.parse(requests[0]?.body ?? ''), { ...question, stream: true });
});

test('a finished stream leaves its connection to the next request', async (t) => {
  const ports: unknown[] = [];
  let finish = () => {};
  const dispatcher = new Agent({ connections: 1 });
  const { client } = await scriptedGateway(
    t,
    [
      (response, request) => {
        ports.push(request.socket.remotePort);
        events([chunk('Hi', 'stop'), done], { end: false })(response, request);
        finish = () => response.end();
      },
      (response, request) => {
        ports.push(request.socket.remotePort);
        json(200, { balance_usd: '1' })(response, request);
      },
    ],
    { dispatcher },
  );
  await readText(client);
  // The end of the body comes in a packet of its own, after the loop was left.
  finish();
  await client.billing.balance();
  await dispatcher.close();
  assert.equal(ports.length, 2);
  assert.equal(ports[0], ports[1]);
});

test('what comes while the pace lets nobody read waits, and is read together', async (t) => {
  const happened: unknown[] = [];
  const paced = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  const { client } = await scriptedGateway(
    t,
    [
      async (response) => {
        await events([chunk('a')], { end: false })(response, response.req);
        await asked.promise;
        for (const piece of [chunk('b'), chunk('c', 'stop'), done])
          await new Promise((resolve) => response.write(piece, resolve));
        happened.push('may read');
        paced.resolve();
        response.end();
      },
    ],
    {
      readPace: () => {
        asked.resolve();
        return paced.promise;
      },
    },
  );
  const stream = await client.chat.completions.stream(question);
  await stream.each(({ choices }) => happened.push(choices[0]?.delta.content));
  assert.deepEqual(happened, ['a', 'may read', 'b', 'c']);
});

test('characters split at every byte arrive whole', async (t) => {
  const bytes = new TextEncoder().encode(chunk('naïve 東京 👩‍🚀', 'stop') + done);
  const { client } = await scriptedGateway(t, [
    events([...bytes].map((byte) => Uint8Array.of(byte))),
  ]);
  assert.equal(await readText(client), 'naïve 東京 👩‍🚀');
});

test('CRLF line ends are read, split between CR and LF too', async (t) => {
  const all = chunk('a', null, '\r\n') + chunk('b', 'stop', '\r\n') + done.replaceAll('\n', '\r\n');
  const { client } = await scriptedGateway(t, [events(all.split(/(?<=\r)/))]);
  assert.equal(await readText(client), 'ab');
});

test('the last event counts without its blank line', async (t) => {
  const { client } = await scriptedGateway(t, [events([chunk('a', 'stop'), done.trimEnd()])]);
  assert.equal(await readText(client), 'a');
});

test('comments and unknown fields are passed over', async (t) => {
  const { client } = await scriptedGateway(t, [
    events([': keep-alive\n\n', 'id: 7\nwhatever: x\n', chunk('a', 'stop'), done]),
  ]);
  assert.equal(await readText(client), 'a');
});

test('choices that are none are dropped, and one without a delta has an empty one', async (t) => {
  const odd = [
    { choices: [null, 'x', 7, []] },
    { choices: { index: 0 }, nexevo: { generation_id: 7 } },
    // Azure sends the verdict of its content filter as a choice of its own.
    { choices: [null, { index: 3, finish_reason: null, content_filter_offsets: {} }] },
    { choices: [{ delta: null }, { delta: 'x' }] },
  ];
  const pieces = odd.map((value) => `data: ${JSON.stringify(value)}\n\n`);
  const { client } = await scriptedGateway(t, [events([...pieces, chunk('a', 'stop'), done])]);
  const stream = await client.chat.completions.stream(question);
  const choices: unknown[] = [];
  for await (const each of stream) choices.push(each.choices);
  assert.deepEqual(choices, [
    [],
    [],
    [{ index: 3, delta: {}, finish_reason: null, content_filter_offsets: {} }],
    [
      { index: 0, delta: {}, finish_reason: null },
      { index: 1, delta: {}, finish_reason: null },
    ],
    [{ index: 0, delta: { content: 'a' }, finish_reason: 'stop' }],
  ]);
  assert.equal(stream.generationId, undefined);
});

const endings: Record<string, string[]> = {
  'without [DONE]': [chunk('a', 'stop')],
  'without a finish reason': [chunk('a'), done],
  'with nothing in it': [],
  'in the middle of an event': [chunk('a'), chunk('b', 'stop').slice(0, 30)],
};
for (const [name, pieces] of Object.entries(endings)) {
  test(`a stream that ends ${name} is interrupted, not complete`, async (t) => {
    const headers = { 'x-trace-id': 'trace_2' };
    const { client } = await scriptedGateway(t, [events(pieces, { headers })]);
    await assert.rejects(readText(client), (error) => {
      assert.ok(error instanceof StreamInterruptedError);
      assert.equal(error.traceId, 'trace_2');
      assert.equal(error.ambiguous, true);
      return true;
    });
  });
}

for (const cut of ['resetAndDestroy', 'end'] as const) {
  test(`a connection cut in the middle (${cut}) interrupts, and what came before was read`, async (t) => {
    const { client, requests } = await scriptedGateway(t, [
      (response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(chunk('kept'), () => response.socket?.[cut]());
      },
    ]);
    let text = '';
    await assert.rejects(async () => {
      for await (const { choices } of await client.chat.completions.stream(question)) {
        text += choices[0]?.delta.content;
      }
    }, StreamInterruptedError);
    assert.equal(text, 'kept');
    assert.equal(requests.length, 1);
  });
}

test('an error inside the stream becomes the typed one', async (t) => {
  const event = (error: unknown) => `data: ${JSON.stringify({ error })}\n\n`;
  const { client } = await scriptedGateway(t, [
    events([chunk('a'), event({ message: 'Slow down', code: 'rate_limit_exceeded' })]),
    events([chunk('a'), event({ message: 'The model fell over', type: 'server_error' })]),
    events([chunk('a'), event('overloaded')]),
    events(['event: error\ndata: nonsense\n\n']),
  ]);
  await assert.rejects(readText(client), RateLimitError);
  await assert.rejects(readText(client), { name: 'UpstreamError', message: 'The model fell over' });
  await assert.rejects(readText(client), { name: 'UpstreamError', message: 'overloaded' });
  await assert.rejects(readText(client), UpstreamError);
});

test('an answer that is no event stream is refused', async (t) => {
  const { client } = await scriptedGateway(t, [
    (response) => response.setHeader('content-type', 'text/html').end('<h1>Welcome</h1>'),
    json(200, { choices: [] }),
    events(['data: {"choices": [oops\n\n', done]),
    events([chunk('x', 'stop'), done], { headers: { 'content-encoding': 'gzip' } }),
  ]);
  for (let attempt = 0; attempt < 4; attempt++) {
    await assert.rejects(readText(client), InvalidResponseError);
  }
});

test('an event over the cap is refused and its connection closed', async (t) => {
  const { client, requests } = await scriptedGateway(
    t,
    [events([`data: ${'x'.repeat(5000)}`], { end: false })],
    { maxEventSize: 1000 },
  );
  await assert.rejects(readText(client), { code: 'response_too_large' });
  assert.equal(await requests[0]?.closed, false);
});

test('silence between chunks ends the stream with a timeout', async (t) => {
  const { client, requests } = await scriptedGateway(t, [events([chunk('a')], { end: false })], {
    bodyTimeout: 50,
  });
  await assert.rejects(readText(client), { name: 'TimeoutError', code: 'idle_timeout' });
  assert.equal(await requests[0]?.closed, false);
});

test('the time limit counts until the headers, not for the whole stream', async (t) => {
  const late: unknown[] = [];
  const { client } = await scriptedGateway(t, [
    async (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(chunk('a'));
      const clock = setTimeout(() => response.end(chunk('b', 'stop') + done), 2500);
      await once(response, 'close');
      clearTimeout(clock);
    },
    () => late.push('no answer'),
  ]);
  const stream = await client.chat.completions.stream(question, { timeout: 2000 });
  let count = 0;
  for await (const _ of stream) count++;
  assert.equal(count, 2);
  await assert.rejects(client.chat.completions.stream(question, { timeout: 2000 }), TimeoutError);
  assert.equal(late.length, 1);
});

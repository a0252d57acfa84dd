import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type NexevoClient, RateLimitError, StreamInterruptedError } from '@nexevo/client';
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

test('each() of a connection that was cut before anybody read it rejects', async (t) => {
  const agent = new Agent();
  t.after(() => agent.destroy());
  const broken = {
    async request(options: Dispatcher.RequestOptions) {
      const answer = await agent.request(options);
      // Nobody hears of it later: the stream is handed over only when it is all behind it.
      await new Promise((resolve) => answer.body.once('error', () => {}).once('close', resolve));
      return answer;
    },
  };
  const step: Step = (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(chunk('lost'), () => response.socket?.resetAndDestroy());
  };
  const options = { dispatcher: broken as unknown as Dispatcher };
  const { client } = await scriptedGateway(t, [step], options);
  const stream = await client.chat.completions.stream(question);
  await assert.rejects(
    stream.each(() => {}),
    StreamInterruptedError,
  );
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
  const mine = new Error('mine');
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

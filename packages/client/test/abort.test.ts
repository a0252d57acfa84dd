import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ChatCompletionStream } from '@nexevo/client';
import {
  chunk,
  events,
  question,
  type ScriptedGateway,
  scriptedGateway,
} from './scripted-gateway.ts';

const endless = events([chunk('a'), chunk('b')], { end: false });

/** No timeout of the client's ends anything before this, so what closes sooner was closed on purpose. Milliseconds. */
const atOnce = 20_000;

async function closesAtOnce(attempt: () => Promise<number>): Promise<void> {
  const took = await attempt();
  assert.ok(took < atOnce, `took ${took} ms`);
}

/** Milliseconds from leaving until the server sees its first connection close. */
async function timeToClose({ requests }: ScriptedGateway, leave: () => unknown): Promise<number> {
  const start = performance.now();
  await leave();
  assert.equal(await requests[0]?.closed, false);
  return performance.now() - start;
}

async function readOne(stream: ChatCompletionStream) {
  const chunks = stream[Symbol.asyncIterator]();
  await chunks.next();
  return chunks;
}

test('breaking out of the loop closes the connection', (t) =>
  closesAtOnce(async () => {
    const gateway = await scriptedGateway(t, [endless]);
    const stream = await gateway.client.chat.completions.stream(question);
    return timeToClose(gateway, async () => {
      for await (const _ of stream) break;
    });
  }));

test('throwing in the loop closes the connection and keeps the error', (t) =>
  closesAtOnce(async () => {
    const gateway = await scriptedGateway(t, [endless]);
    const stream = await gateway.client.chat.completions.stream(question);
    const mine = new Error('mine');
    return timeToClose(gateway, () =>
      assert.rejects(
        async () => {
          for await (const _ of stream) throw mine;
        },
        (error) => error === mine,
      ),
    );
  }));

test('an abort while waiting for the next chunk closes the connection and throws its reason', (t) =>
  closesAtOnce(async () => {
    const gateway = await scriptedGateway(t, [events([chunk('a')], { end: false })]);
    const controller = new AbortController();
    const { signal } = controller;
    const chunks = await readOne(
      await gateway.client.chat.completions.stream(question, { signal }),
    );
    const next = assert.rejects(chunks.next(), (error) => error === 'stopped by the visitor');
    const took = await timeToClose(gateway, () => controller.abort('stopped by the visitor'));
    await next;
    return took;
  }));

test('an abort between two chunks of one packet drops the second', async (t) => {
  const gateway = await scriptedGateway(t, [events([chunk('a') + chunk('b')], { end: false })]);
  const controller = new AbortController();
  const { signal } = controller;
  const chunks = await readOne(await gateway.client.chat.completions.stream(question, { signal }));
  controller.abort();
  await assert.rejects(chunks.next(), { name: 'AbortError' });
  assert.deepEqual(await chunks.next(), { done: true, value: undefined });
});

test('an abort before anybody reads drops what has come', async (t) => {
  const { client } = await scriptedGateway(t, [
    events([chunk('a')], { end: false }),
    events([chunk('a')], { end: false }),
  ]);
  const looped = await client.chat.completions.stream(question);
  looped.abort();
  await assert.rejects(
    readOne(looped).then((chunks) => chunks.next()),
    { name: 'AbortError' },
  );
  const handed = await client.chat.completions.stream(question);
  handed.abort();
  await assert.rejects(
    handed.each(() => assert.fail('it was aborted')),
    { name: 'AbortError' },
  );
});

test('an abort before the headers closes the connection', (t) =>
  closesAtOnce(async () => {
    const { promise: arrived, resolve } = Promise.withResolvers<void>();
    const gateway = await scriptedGateway(t, [() => resolve()]);
    const controller = new AbortController();
    const call = gateway.client.chat.completions.stream(question, { signal: controller.signal });
    await arrived;
    return timeToClose(gateway, async () => {
      controller.abort();
      await assert.rejects(call, { name: 'AbortError' });
    });
  }));

test('an aborted signal sends nothing', async (t) => {
  const gateway = await scriptedGateway(t, [endless]);
  const signal = AbortSignal.abort();
  await assert.rejects(gateway.client.billing.balance({ signal }), { name: 'AbortError' });
  assert.equal(gateway.requests.length, 0);
});

test('abort() ends a stream that nobody reads, and one that somebody reads', (t) =>
  closesAtOnce(async () => {
    const gateway = await scriptedGateway(t, [endless]);
    const unread = await gateway.client.chat.completions.stream(question);
    const took = await timeToClose(gateway, () => unread.abort());
    const read = await gateway.client.chat.completions.stream(question);
    const chunks = await readOne(read);
    await chunks.next();
    const next = chunks.next();
    read.abort();
    await assert.rejects(next, { name: 'AbortError' });
    assert.equal(await gateway.requests[1]?.closed, false);
    return took;
  }));

test('close() ends what is running and refuses what comes after', (t) =>
  closesAtOnce(async () => {
    const gateway = await scriptedGateway(t, [events([chunk('a')], { end: false })]);
    const chunks = await readOne(await gateway.client.chat.completions.stream(question));
    const next = assert.rejects(chunks.next(), { code: 'client_closed', ambiguous: true });
    const took = await timeToClose(gateway, () => gateway.client.close());
    await next;
    await assert.rejects(gateway.client.billing.balance(), {
      code: 'client_closed',
      ambiguous: false,
    });
    return took;
  }));

test('a stream is read once', async (t) => {
  const gateway = await scriptedGateway(t, [endless]);
  const stream = await gateway.client.chat.completions.stream(question);
  await readOne(stream);
  await assert.rejects(readOne(stream), TypeError);
});

test('a signal of many calls is let go of by each', async (t) => {
  const gateway = await scriptedGateway(t, [
    (response) => response.setHeader('content-type', 'application/json').end('{"balance_usd":"1"}'),
  ]);
  const { signal } = new AbortController();
  let listeners = 0;
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (...args: Parameters<typeof addEventListener>) => {
    listeners++;
    addEventListener.apply(signal, args);
  };
  signal.removeEventListener = (...args: Parameters<typeof removeEventListener>) => {
    listeners--;
    removeEventListener.apply(signal, args);
  };
  await Promise.all(Array.from({ length: 20 }, () => gateway.client.billing.balance({ signal })));
  assert.equal(listeners, 0);
});

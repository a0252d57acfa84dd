import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { describe, it } from 'node:test';
import type { ErrorResponse, RunEvent } from '@nexevo/protocol';
import { ProxyError } from '../src/errors.ts';
import { SqliteStore } from '../src/store/sqlite-store.ts';
import { TokenBudget } from '../src/token-budget.ts';
import { type Fixture, find, readEvents, startProxy, Visitor } from './fixture.ts';
import { Ending, scriptedModel } from './scripted-model.ts';

/** The end of the reply's stream, or why there was none. */
async function ask(visitor: Visitor): Promise<RunEvent['event'] | string> {
  const response = await visitor.send('Hello');
  if (!response.ok) return ((await response.json()) as ErrorResponse).error.code;
  return (await Array.fromAsync(readEvents(response))).at(-1)?.event ?? 'nothing';
}

/** What `Hello` takes here, question and reply. */
async function costOfHello(visitor: Visitor): Promise<number> {
  const { usage } = find(await visitor.chat('Hello'), 'done');
  assert.ok(usage);
  return usage.input_tokens + usage.output_tokens;
}

/** What is counted for visitors when every reply has ended. */
async function spentOf({ proxy, dataPath }: Fixture): Promise<number> {
  await proxy.close();
  using db = new DatabaseSync(dataPath, { readOnly: true });
  const counters = db.prepare("SELECT tokens FROM token_counters WHERE scope LIKE 'anon:%'");
  return counters.all().reduce((sum, { tokens }) => sum + Number(tokens), 0);
}

describe('the tokens of a day', () => {
  it('are held before a reply, so that of many posts at once only one takes the last of them', async (t) => {
    const answered = Promise.withResolvers<void>();
    const model = await scriptedModel(
      t,
      [{ content: 'Hi' }, answered.promise],
      [{ content: 'Hi' }],
    );
    const limits = { tokensPerVisitorDay: 1000, runsPerVisitor: 10 };
    const fixture = await startProxy(t, { limits, replyTokens: 1000, upstreamUrl: model.url });
    const visitor = await Visitor.arrive(fixture);
    let refused = 0;
    const asks = Array.from({ length: 6 }, async () => {
      const end = await ask(visitor);
      if (end === 'daily_limit_reached') refused += 1;
      // The first reply goes on until the others have their answer, whichever that is.
      if (refused === 5 || end === 'done') answered.resolve();
      return end;
    });
    const ends = await Promise.all(asks);
    assert.equal(ends.filter((end) => end === 'done').length, 1);
    assert.equal(ends.filter((end) => end === 'daily_limit_reached').length, 5);
    assert.equal(await ask(visitor), 'done');
  });

  it('are used up by what replies really took, and the refusal names when a new day begins', async (t) => {
    const spent = await costOfHello(await Visitor.arrive(await startProxy(t, { showUsage: true })));
    const limits = { tokensPerVisitorDay: 3 * spent };
    const fixture = await startProxy(t, { limits, replyTokens: 2000 });
    const visitor = await Visitor.arrive(fixture);
    for (let turn = 0; turn < 3; turn += 1) assert.equal(await ask(visitor), 'done');
    const refused = await visitor.send('Hello');
    assert.equal(refused.status, 429);
    const { error } = (await refused.json()) as ErrorResponse;
    assert.equal(error.code, 'daily_limit_reached');
    assert.ok(error.retry_after! > 0 && error.retry_after! <= 86_400);
    assert.equal(refused.headers.get('retry-after'), String(error.retry_after));
    assert.equal(await ask(await Visitor.arrive(fixture)), 'done');
  });

  it('are given back when the gateway refused', async (t) => {
    const limits = { tokensPerVisitorDay: 1000 };
    const fixture = await startProxy(t, { limits, replyTokens: 1000 });
    const visitor = await Visitor.arrive(fixture);
    fixture.local.faults.set('bad-gateway', { path: '/chat' });
    for (let turn = 0; turn < 4; turn += 1) assert.equal(await ask(visitor), 'error');
    fixture.local.faults.set(null);
    assert.equal(await ask(visitor), 'done');
  });

  it('are taken for what was written when the visitor stops it', async (t) => {
    const limits = { tokensPerVisitorDay: 20 };
    const fixture = await startProxy(t, { limits, replyTokens: 1000, pace: 40 });
    const visitor = await Visitor.arrive(fixture);
    const sent = { client_message_id: 'stop-it-now' };
    let text = '';
    for await (const { event, data } of readEvents(await visitor.send('Hello', sent))) {
      if (event !== 'delta') continue;
      text += data.text;
      if (text.length > 40) await visitor.request('POST', '/runs/stop-it-now/stop');
    }
    assert.notEqual(text, '');
    assert.equal(await ask(visitor), 'daily_limit_reached');
  });

  it('are taken for a question that the gateway has got, though the visitor stops it before a word of the reply', async (t) => {
    const fixture = await startProxy(t, { isRelayed: true });
    const visitor = await Visitor.arrive(fixture);
    const asked = Promise.withResolvers<void>();
    fixture.relay!.fault = ({ path }) => {
      if (path !== '/chat/completions') return undefined;
      asked.resolve();
      return 'stalled';
    };
    const sent = await visitor.send('x'.repeat(6000), { client_message_id: 'stop-at-once' });
    const events: RunEvent[] = [];
    for await (const event of readEvents(sent)) {
      events.push(event);
      if (event.event !== 'accepted') continue;
      await asked.promise;
      await visitor.request('POST', '/runs/stop-at-once/stop');
    }
    assert.equal(find(events, 'incomplete').reason, 'stopped');
    const spent = await spentOf(fixture);
    assert.ok(spent >= 1500 && spent < 3000, `${spent} tokens`);
  });

  it('are not taken for a question that waits in the line when the visitor stops it, also after a refusal', async (t) => {
    const fixture = await startProxy(t, { isRelayed: true });
    const visitor = await Visitor.arrive(fixture);
    fixture.relay!.fault = ({ path }) => (path === '/chat/completions' ? 429 : undefined);
    for (const id of ['refused-first', 'never-left-1']) {
      const sent = await visitor.send('x'.repeat(6000), { client_message_id: id });
      const events: RunEvent[] = [];
      for await (const event of readEvents(sent)) {
        events.push(event);
        const isWaiting = event.event === 'queued' && event.data.position > 0;
        if (isWaiting) await visitor.request('POST', `/runs/${id}/stop`);
      }
      assert.equal(find(events, 'incomplete').reason, 'stopped');
    }
    assert.equal(await spentOf(fixture), 0);
  });

  it('are taken for what was thought aloud when the reply then fails', async (t) => {
    const { url: upstreamUrl } = await scriptedModel(t, [
      { reasoning_content: 'So it is. '.repeat(300) },
      new Ending(),
    ]);
    const fixture = await startProxy(t, { upstreamUrl });
    const events = await (await Visitor.arrive(fixture)).chat('Hello');
    assert.equal(find(events, 'error').message.status, 'failed');
    assert.ok((await spentOf(fixture)) >= 1000);
  });

  it('have to be enough for the text that a continued reply starts from', async (t) => {
    const model = await scriptedModel(t, [{ content: 'word '.repeat(300) }, new Promise(() => {})]);
    const limits = { tokensPerVisitorDay: 900 };
    const fixture = await startProxy(t, { limits, replyTokens: 10, upstreamUrl: model.url });
    const visitor = await Visitor.arrive(fixture);
    const sent = { client_message_id: 'broken-off' };
    const events: RunEvent[] = [];
    for await (const event of readEvents(await visitor.send('Hello', sent))) {
      events.push(event);
      if (event.event === 'delta') await visitor.request('POST', '/runs/broken-off/stop');
    }
    const { id } = find(events, 'incomplete').message;
    const refused = await visitor.request('POST', `/messages/${id}/regenerate`, {
      client_run_id: 'go-on-0001',
      mode: 'continue',
    });
    const { error } = (await refused.json()) as ErrorResponse;
    assert.equal(error.code, 'daily_limit_reached');
    assert.equal(model.asked.length, 1);
  });

  it('are still used up after a restart', async (t) => {
    const limits = { tokensPerVisitorDay: 20 };
    const fixture = await startProxy(t, { limits });
    const visitor = await Visitor.arrive(fixture);
    assert.equal(await ask(visitor), 'done');
    assert.equal(await ask(visitor), 'daily_limit_reached');
    await fixture.proxy.close();
    const next = await startProxy(t, { limits, dataPath: fixture.dataPath });
    assert.equal(await ask(new Visitor(next.url, visitor.token)), 'daily_limit_reached');
  });
});

describe('the tokens of a month', () => {
  it('are those of everybody', async (t) => {
    const fixture = await startProxy(t, { limits: { tokensPerMonth: 20 } });
    assert.equal(await ask(await Visitor.arrive(fixture)), 'done');
    const refused = await (await Visitor.arrive(fixture)).send('Hello');
    assert.equal(refused.status, 503);
    const { error } = (await refused.json()) as ErrorResponse;
    assert.equal(error.code, 'monthly_limit_reached');
    assert.ok(error.retry_after! > 0 && error.retry_after! <= 31 * 86_400);
  });
});

describe('days and months', () => {
  it('are those of UTC, and a clock that was set back forgets nothing', async () => {
    let now = Date.UTC(2026, 11, 31, 23, 59, 30);
    const store = new SqliteStore(':memory:');
    const limits = { visitorDay: 100, siteMonth: 150 };
    const budget = new TokenBudget({ store, limits, now: () => now });
    const refusal = async () => {
      const error = await budget.hold('anon:a', { least: 1, wanted: 1 }).catch((thrown) => thrown);
      assert.ok(error instanceof ProxyError, 'it was not refused');
      return [error.code, error.retryAfter];
    };
    const settle = await budget.hold('anon:a', { least: 1, wanted: 100 });
    assert.deepEqual(await refusal(), ['daily_limit_reached', 30]);
    now += 30_000;
    await (await budget.hold('anon:a', { least: 1, wanted: 100 }))(100);
    assert.deepEqual(await refusal(), ['daily_limit_reached', 86_400]);
    now += 86_400_000;
    await (await budget.hold('anon:a', { least: 1, wanted: 50 }))(50);
    assert.deepEqual(await refusal(), ['monthly_limit_reached', 30 * 86_400]);
    now -= 86_400_000;
    assert.deepEqual(await refusal(), ['monthly_limit_reached', 31 * 86_400]);
    now -= 1;
    assert.deepEqual(await refusal(), ['daily_limit_reached', 1]);
    await settle(0);
    await budget.hold('anon:a', { least: 1, wanted: 100 });
    await store.close();
  });
});

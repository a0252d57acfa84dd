import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ErrorResponse } from '@nexevo/protocol';
import { find, readEvents, startProxy, Visitor } from './fixture.ts';

const long = 'Show me what you can render';

/** Whether it was accepted; then the reader leaves. */
async function begin(visitor: Visitor, more: Record<string, unknown> = {}) {
  const response = await visitor.send(long, more);
  if (!response.ok) {
    const { error } = (await response.json()) as ErrorResponse;
    return { status: response.status, code: error.code, retryAfter: error.retry_after ?? 0 };
  }
  for await (const event of readEvents(response)) {
    if (event.event !== 'accepted') continue;
    return { status: 200, runId: event.data.run_id, message: event.data.message };
  }
  throw new Error('not accepted');
}

describe('replies at the same time', () => {
  it('are limited for a visitor, and one more begins when one has ended', async (t) => {
    const fixture = await startProxy(t, { pace: 20, limits: { runsPerVisitor: 2 } });
    const visitor = await Visitor.arrive(fixture);
    const first = await begin(visitor);
    await begin(visitor);
    const third = await begin(visitor);
    assert.deepEqual([third.status, third.code], [429, 'too_many_runs']);
    assert.ok((third.retryAfter ?? 0) > 0);
    assert.equal((await begin(await Visitor.arrive(fixture))).status, 200);
    await visitor.json('POST', `/runs/${first.runId}/stop`);
    await Array.fromAsync(readEvents(await visitor.request('GET', `/runs/${first.runId}/events`)));
    assert.equal((await begin(visitor)).status, 200);
  });

  it('are limited for an address, however many sessions it has', async (t) => {
    const fixture = await startProxy(t, { pace: 20, limits: { runsPerAddress: 5 } });
    const visitors = await Promise.all(Array.from({ length: 30 }, () => Visitor.arrive(fixture)));
    const results = await Promise.all(visitors.map((visitor) => begin(visitor)));
    assert.equal(results.filter(({ status }) => status === 200).length, 5);
    assert.ok(results.every(({ status, code }) => status === 200 || code === 'too_many_runs'));
  });

  it('are held to their number when they are posted at once', async (t) => {
    const fixture = await startProxy(t, { pace: 20, limits: { runsPerVisitor: 3 } });
    const visitor = await Visitor.arrive(fixture);
    const results = await Promise.all(Array.from({ length: 20 }, () => begin(visitor)));
    assert.equal(results.filter(({ status }) => status === 200).length, 3);
  });

  it('are no more for two hundred visitors of one address who come and leave at once', async (t) => {
    const fixture = await startProxy(t, { pace: 20, graceMs: 100 });
    let opened = 0;
    fixture.local.traffic.on('chat-open', () => {
      opened += 1;
    });
    const arrived = Array.from({ length: 200 }, () => Visitor.arrive(fixture));
    const visitors = await Promise.all(arrived);
    const answers = await Promise.all(visitors.map((visitor) => visitor.send(long)));
    assert.equal(answers.filter(({ ok }) => ok).length, 20);
    await Promise.all(answers.map(({ body }) => body?.cancel()));
    // Their places come back when nobody has come back for them.
    const late = await Visitor.arrive(fixture);
    while ((await begin(late)).status !== 200);
    assert.ok(opened <= 21, `${opened} replies were begun`);
  });

  it('do not count the same message again, so that it can be followed by who lost its answer', async (t) => {
    const fixture = await startProxy(t, { pace: 20, limits: { runsPerVisitor: 1 } });
    const visitor = await Visitor.arrive(fixture);
    const mine = { client_message_id: 'the-only-one' };
    const first = await begin(visitor, mine);
    assert.equal((await begin(visitor, mine)).runId, first.runId);
    assert.equal((await begin(visitor)).code, 'too_many_runs');
  });

  it("cannot be had for more by taking a run's id for a message's own", async (t) => {
    const fixture = await startProxy(t, { pace: 20, limits: { runsPerVisitor: 1 } });
    const visitor = await Visitor.arrive(fixture);
    const { runId } = await begin(visitor);
    assert.equal((await begin(visitor, { client_message_id: runId })).code, 'too_many_runs');
  });

  it('give their place back when nothing was begun', async (t) => {
    const fixture = await startProxy(t, { limits: { runsPerVisitor: 1 } });
    const visitor = await Visitor.arrive(fixture);
    const { message } = find(await visitor.chat('Hello'), 'done');
    const more = { conversation_id: 'conv_00000000-0000' };
    for (let attempt = 0; attempt < 3; attempt += 1) {
      assert.equal((await begin(visitor, more)).code, 'not_found');
      const again = { client_run_id: 'nothing-here' };
      const { status } = await visitor.request('POST', '/messages/msg_00000000/regenerate', again);
      assert.equal(status, 404);
    }
    const events = await visitor.chat('And now?', { conversation_id: message.conversation_id });
    assert.equal(events.at(-1)?.event, 'done');
  });
});

describe('the model', () => {
  it("is the operator's choice: a browser that names one is refused", async (t) => {
    const visitor = await Visitor.arrive(await startProxy(t));
    const refused = await begin(visitor, { model: 'gpt-of-my-dreams' });
    assert.deepEqual([refused.status, refused.code], [400, 'invalid_request']);
  });

  it('that the gateway does not have is the operator’s to mend, and says so', async (t) => {
    const visitor = await Visitor.arrive(await startProxy(t, { model: 'nexevo/no-such-model' }));
    const { error } = find(await visitor.chat('Hello'), 'error');
    assert.equal(error.code, 'upstream_model');
  });
});

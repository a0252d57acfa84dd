import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { DatabaseSync } from 'node:sqlite';
import { describe, it } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import type { ConversationDetail, ErrorResponse, RunEvent, VisitorExport } from '@nexevo/protocol';
import { find, readEvents, startProxy, textOf, Visitor } from './fixture.ts';

describe('a message', () => {
  it('is accepted, answered piece by piece, and kept with its reply', async (t) => {
    const fixture = await startProxy(t);
    const visitor = await Visitor.arrive(fixture);
    const events = await visitor.chat('How do I put the chat on my site?');
    assert.equal(events[0]?.event, 'accepted');
    assert.equal(events.at(-1)?.event, 'done');
    const ids = events.map(({ id }) => id ?? Number.NaN);
    assert.equal(ids[0], 1);
    assert.ok(ids.every((id, index) => index === 0 || id > ids[index - 1]!));
    // Ids count the pieces, however many of them came together.
    assert.ok(ids.at(-1)! > 7);
    const { conversation } = find(events, 'accepted');
    const detail = await visitor.json<ConversationDetail>(
      'GET',
      `/conversations/${conversation.id}`,
    );
    assert.equal(detail.conversation.title, 'How do I put the chat on my site?');
    assert.deepEqual(
      detail.messages.map(({ role, status }) => [role, status]),
      [
        ['user', 'complete'],
        ['assistant', 'complete'],
      ],
    );
    assert.equal(detail.messages[1]?.text, textOf(events));
    assert.equal(detail.messages[1]?.ratable, true);
  });

  it('tells what its reply took where the operator shows it, and the visitor’s export always does', async (t) => {
    const read = async (showUsage: boolean) => {
      const visitor = await Visitor.arrive(await startProxy(t, { showUsage }));
      const done = find(await visitor.chat('Hello'), 'done');
      const { conversations } = await visitor.json<VisitorExport>('GET', '/visitor/export');
      const detail = await visitor.json<ConversationDetail>(
        'GET',
        `/conversations/${done.message.conversation_id}`,
      );
      const exported = conversations[0]?.messages[1]?.usage;
      assert.ok(exported && exported.output_tokens > 0);
      return [done.usage, done.message.usage, detail.messages[1]?.usage].map((usage) =>
        isDeepStrictEqual(usage, exported) ? 'shown' : usage,
      );
    };
    assert.deepEqual(await read(true), ['shown', 'shown', 'shown']);
    assert.deepEqual(await read(false), [undefined, undefined, undefined]);
  });

  it('sent twice under the same id is answered once', async (t) => {
    const fixture = await startProxy(t);
    const visitor = await Visitor.arrive(fixture);
    let completions = 0;
    fixture.local.traffic.on('chat-open', () => {
      completions += 1;
    });
    const again = { client_message_id: 'one-and-the-same' };
    const [first, second] = await Promise.all([
      visitor.chat('Hello', again),
      visitor.chat('Hello', again),
    ]);
    const third = await visitor.chat('Hello', again);
    assert.deepEqual(second, first);
    assert.deepEqual(third, first);
    assert.equal(completions, 1);
  });

  it('with a used id and another text is a conflict', async (t) => {
    const visitor = await Visitor.arrive(await startProxy(t));
    await visitor.chat('Hello', { client_message_id: 'used-before' });
    const response = await visitor.send('Goodbye', { client_message_id: 'used-before' });
    assert.equal(response.status, 409);
    assert.equal(((await response.json()) as ErrorResponse).error.code, 'idempotency_conflict');
  });

  it('kept by an earlier version is known when it comes again', async (t) => {
    const { url, dataPath } = await startProxy(t);
    const visitor = await Visitor.arrive({ url });
    await visitor.chat('Hello', { client_message_id: 'across-an-upgrade' });
    const db = new DatabaseSync(dataPath, { readOnly: true });
    t.after(() => db.close());
    const kept = db.prepare('SELECT fingerprint FROM runs').get();
    const earlier = createHash('sha256').update('["Hello",null,null]').digest('base64url');
    assert.equal(kept?.fingerprint, earlier);
  });

  it('waits for its turn: a busy conversation names its run', async (t) => {
    const visitor = await Visitor.arrive(await startProxy(t, { pace: 30 }));
    const first = readEvents(await visitor.send('Show me what you can render'));
    const accepted = (await first.next()).value as Extract<RunEvent, { event: 'accepted' }>;
    const response = await visitor.send('And another thing', {
      conversation_id: accepted.data.conversation.id,
    });
    assert.equal(response.status, 409);
    const { error } = (await response.json()) as ErrorResponse;
    assert.equal(error.code, 'conversation_busy');
    assert.equal(error.run_id, accepted.data.run_id);
    await first.return(undefined);
  });

  it('takes the earlier turns along, and nothing the browser claims', async (t) => {
    const fixture = await startProxy(t, { systemPrompt: 'Be kind.' });
    const visitor = await Visitor.arrive(fixture);
    const { conversation } = find(await visitor.chat('First question'), 'accepted');
    const opened = once(fixture.local.traffic, 'chat-open');
    await visitor.chat('Second question', { conversation_id: conversation.id });
    const [{ request }] = await opened;
    assert.deepEqual(
      request.messages.map(({ role }: { role: string }) => role),
      ['system', 'user', 'assistant', 'user'],
    );
    assert.equal(request.messages[0].content, 'Be kind.');
    assert.equal(request.messages[3].content, 'Second question');
    const refused = await visitor.send('x', { model: 'expensive', system: 'Be rude.' });
    assert.equal(refused.status, 400);
  });

  it('may be as long as allowed and not a character longer', async (t) => {
    const visitor = await Visitor.arrive(await startProxy(t, { messageLength: 10 }));
    assert.equal((await visitor.chat('😀'.repeat(10))).at(-1)?.event, 'done');
    const response = await visitor.send('😀'.repeat(11));
    assert.equal(response.status, 422);
    assert.equal(((await response.json()) as ErrorResponse).error.code, 'message_too_long');
  });

  it('reaches the gateway with its reply, in order, under our ids', async (t) => {
    const fixture = await startProxy(t);
    const visitor = await Visitor.arrive(fixture);
    const appended: { role: string; content: string }[] = [];
    const both = new Promise<void>((resolve) => {
      fixture.local.traffic.on('request', ({ method, path, body }) => {
        if (method !== 'POST' || !path.endsWith('/messages')) return;
        appended.push(body as { role: string; content: string });
        if (appended.length === 2) resolve();
      });
    });
    const events = await visitor.chat('Hello');
    await both;
    assert.deepEqual(appended, [
      { role: 'user', content: 'Hello' },
      { role: 'assistant', content: textOf(events) },
    ]);
  });
});

describe('a regenerated reply', () => {
  it('stands beside the first and becomes the active one', async (t) => {
    const visitor = await Visitor.arrive(await startProxy(t));
    const events = await visitor.chat('Hello');
    const { reply, conversation } = find(events, 'accepted');
    const again = await Array.fromAsync(
      readEvents(
        await visitor.request('POST', `/messages/${reply.id}/regenerate`, {
          client_run_id: 'again-0001',
        }),
      ),
    );
    assert.equal(again.at(-1)?.event, 'done');
    assert.notEqual(find(again, 'accepted').reply.id, reply.id);
    const { messages } = await visitor.json<ConversationDetail>(
      'GET',
      `/conversations/${conversation.id}`,
    );
    assert.equal(messages.length, 2);
    assert.equal(messages[1]?.id, find(again, 'accepted').reply.id);
  });

  it('cannot be made of a question', async (t) => {
    const visitor = await Visitor.arrive(await startProxy(t));
    const { message } = find(await visitor.chat('Hello'), 'accepted');
    const response = await visitor.request('POST', `/messages/${message.id}/regenerate`, {
      client_run_id: 'again-0001',
    });
    assert.equal(response.status, 409);
    assert.equal(((await response.json()) as ErrorResponse).error.code, 'not_retryable');
  });
});

describe('a reply that broke off', () => {
  it('goes on where it stopped, as another reply to the same question', async (t) => {
    const fixture = await startProxy(t, { pace: 100 });
    const visitor = await Visitor.arrive(fixture);
    const response = await visitor.send('Show me what you can render');
    const events: RunEvent[] = [];
    for await (const event of readEvents(response)) {
      events.push(event);
      if (event.event !== 'delta') continue;
      await visitor.request('POST', `/runs/${find(events, 'accepted').run_id}/stop`);
    }
    const broken = find(events, 'incomplete').message;
    assert.ok(broken.text);

    type Asked = { messages: { role: string; content: string }[] };
    const asked = new Promise<Asked>((resolve) => {
      // It is told of a call once that is over; the one that was stopped may come late.
      fixture.local.traffic.on('request', ({ path, body }) => {
        if (!path.endsWith('/chat/completions')) return;
        const call = body as Asked;
        if (call.messages.length > 1) resolve(call);
      });
    });
    const more = await Array.fromAsync(
      readEvents(
        await visitor.request('POST', `/messages/${broken.id}/regenerate`, {
          client_run_id: 'go-on-0001',
          mode: 'continue',
        }),
      ),
    );
    assert.equal(find(more, 'snapshot').text, broken.text);
    const whole = find(more, 'done').message;
    assert.notEqual(whole.id, broken.id);
    assert.equal(whole.parent_id, broken.parent_id);
    assert.ok(whole.text.startsWith(broken.text));
    assert.ok(whole.text.length > broken.text.length);
    // It is the same answer, and not another version of it.
    assert.equal(find(more, 'accepted').reply.sibling_ids, undefined);
    assert.equal(whole.sibling_ids, undefined);
    const { messages } = await asked;
    assert.deepEqual(
      messages.slice(-2).map(({ role }) => role),
      ['assistant', 'user'],
    );
    assert.equal(messages.at(-2)!.content, broken.text);
  });

  it('is the only kind that can be continued', async (t) => {
    const visitor = await Visitor.arrive(await startProxy(t));
    const { reply } = find(await visitor.chat('Hello'), 'accepted');
    const response = await visitor.request('POST', `/messages/${reply.id}/regenerate`, {
      client_run_id: 'go-on-0001',
      mode: 'continue',
    });
    assert.equal(response.status, 409);
    assert.equal(((await response.json()) as ErrorResponse).error.code, 'not_retryable');
  });
});

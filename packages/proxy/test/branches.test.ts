import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { describe, it } from 'node:test';
import type { Conversation, ConversationDetail, ErrorResponse, RunEvent } from '@nexevo/protocol';
import { find, readEvents, startProxy, Visitor } from './fixture.ts';

function again(visitor: Visitor, replyId: string): Promise<RunEvent[]> {
  return visitor
    .request('POST', `/messages/${replyId}/regenerate`, { client_run_id: crypto.randomUUID() })
    .then((response) => Array.fromAsync(readEvents(response)));
}

function read(visitor: Visitor, id: string, query = ''): Promise<ConversationDetail> {
  return visitor.json<ConversationDetail>('GET', `/conversations/${id}${query}`);
}

function show(visitor: Visitor, id: string, messageId: string): Promise<Conversation> {
  return visitor.json<Conversation>('PATCH', `/conversations/${id}`, {
    active_message_id: messageId,
  });
}

describe('a conversation with branches', () => {
  it('names all answers to a question in the order of their making, on every one of them', async (t) => {
    const visitor = await Visitor.arrive(await startProxy(t));
    const { conversation, reply: first } = find(await visitor.chat('Hello'), 'accepted');
    assert.equal(first.sibling_ids, undefined);
    const second = find(await again(visitor, first.id), 'done').message;
    const third = find(await again(visitor, second.id), 'done').message;
    const ids = [first.id, second.id, third.id];
    assert.deepEqual(third.sibling_ids, ids);
    const { messages } = await read(visitor, conversation.id);
    assert.deepEqual(messages.map(({ id }) => id).slice(1), [third.id]);
    assert.deepEqual(messages[1]?.sibling_ids, ids);
    assert.equal(messages[0]?.sibling_ids, undefined);
  });

  it('shows another answer with everything that was said after it', async (t) => {
    const visitor = await Visitor.arrive(await startProxy(t));
    const { conversation, reply: first } = find(await visitor.chat('Hello'), 'accepted');
    const { id } = conversation;
    const more = find(await visitor.chat('And then?', { conversation_id: id }), 'done').message;
    const second = find(await again(visitor, first.id), 'done').message;
    assert.equal((await read(visitor, id)).messages.length, 2);
    const switched = await show(visitor, id, first.id);
    assert.equal(switched.active_message_id, more.id);
    assert.deepEqual((await read(visitor, id)).messages.at(-1)?.id, more.id);
    await show(visitor, id, second.id);
    const next = find(await visitor.chat('Go on', { conversation_id: id }), 'accepted');
    assert.equal(next.message.parent_id, second.id);
  });

  it('takes a question that is asked again in other words as a branch, also the first one', async (t) => {
    const visitor = await Visitor.arrive(await startProxy(t));
    const first = find(await visitor.chat('Hello'), 'accepted');
    const { id } = first.conversation;
    const second = find(await visitor.chat('Adn?', { conversation_id: id }), 'accepted');
    const edited = find(
      await visitor.chat('And?', { conversation_id: id, parent_id: second.message.parent_id }),
      'accepted',
    );
    assert.equal(edited.message.parent_id, first.reply.id);
    assert.deepEqual(edited.message.sibling_ids, [second.message.id, edited.message.id]);
    const anew = find(
      await visitor.chat('Hi', { conversation_id: id, parent_id: null }),
      'accepted',
    );
    assert.equal(anew.message.parent_id, null);
    assert.deepEqual(anew.message.sibling_ids, [first.message.id, anew.message.id]);
    assert.deepEqual((await read(visitor, id)).messages.map(({ text }) => text)[0], 'Hi');
    await show(visitor, id, first.message.id);
    const { messages } = await read(visitor, id);
    assert.deepEqual(
      messages.filter(({ role }) => role === 'user').map(({ text }) => text),
      ['Hello', 'And?'],
    );
  });

  it('does not take a question for a reply, nor another conversation’s message for its own', async (t) => {
    const visitor = await Visitor.arrive(await startProxy(t));
    const here = find(await visitor.chat('Hello'), 'accepted');
    const there = find(await visitor.chat('Elsewhere'), 'accepted');
    const { id } = here.conversation;
    const send = (parent_id: string) => visitor.send('x', { conversation_id: id, parent_id });
    const question = await send(here.message.id);
    assert.equal(question.status, 400);
    assert.match(((await question.json()) as ErrorResponse).error.message, /parent_id/);
    assert.equal((await send(there.reply.id)).status, 404);
    const patch = { active_message_id: there.reply.id };
    assert.equal((await visitor.request('PATCH', `/conversations/${id}`, patch)).status, 404);
  });

  it('is read page by page along the branch that is shown, each message with its siblings', async (t) => {
    const visitor = await Visitor.arrive(await startProxy(t));
    const first = find(await visitor.chat('Hello'), 'accepted');
    const { id } = first.conversation;
    await again(visitor, first.reply.id);
    await visitor.chat('And then?', { conversation_id: id });
    const late = await read(visitor, id, '?limit=2');
    assert.equal(late.has_more, true);
    const early = await read(visitor, id, `?limit=2&before=${late.messages[0]?.id}`);
    assert.equal(early.has_more, false);
    assert.deepEqual([...early.messages, ...late.messages], (await read(visitor, id)).messages);
    assert.equal(early.messages[1]?.sibling_ids?.length, 2);
  });

  it('is read no further back for a question than its history reaches', async (t) => {
    const fixture = await startProxy(t, { historyTokens: 20 });
    const visitor = await Visitor.arrive(fixture);
    const { conversation, message } = find(await visitor.chat('Hello'), 'accepted');
    const place = { conversation_id: conversation.id };
    const more = find(await visitor.chat('And then?', place), 'done').message;
    const db = new DatabaseSync(fixture.dataPath);
    // Whoever reads that message fails.
    db.prepare("UPDATE messages SET context = 'no JSON' WHERE id = ?").run(message.id);
    db.close();
    find(await again(visitor, more.id), 'done');
    find(await visitor.chat('Go on', place), 'done');
    assert.equal((await visitor.request('GET', `/conversations/${conversation.id}`)).status, 500);
  });
});

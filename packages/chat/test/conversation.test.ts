import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Conversation, Message, RunEvent } from '@nexevo/protocol';
import {
  type ConversationEvent,
  emptyConversation,
  reduceConversation,
} from '../src/conversation.ts';

const at = '2026-01-01T00:00:00.000Z';
const conversation: Conversation = {
  id: 'conv_11111111',
  title: 'A question',
  pinned: false,
  created_at: at,
  updated_at: at,
  active_message_id: null,
};

function message(id: string, over: Partial<Message> = {}): Message {
  return {
    id,
    conversation_id: conversation.id,
    parent_id: null,
    role: 'user',
    text: 'A question',
    status: 'complete',
    created_at: at,
    ...over,
  };
}

const question = message('msg_question', { client_message_id: 'client-1' });
const reply = message('msg_reply', { role: 'assistant', text: '', status: 'running' });
const answer = message('msg_reply', { role: 'assistant', text: 'Hello' });

const run = (event: RunEvent): ConversationEvent => ({ type: 'run', event });
const drafted: ConversationEvent = {
  type: 'drafted',
  clientId: 'client-1',
  text: 'A question',
  at,
  conversationId: '',
};
const accepted = run({
  event: 'accepted',
  id: 1,
  data: { conversation, message: question, reply, run_id: 'run_1' },
});
const delta = (id: number, text: string) => run({ event: 'delta', id, data: { text } });
const done = (id: number) =>
  run({ event: 'done', id, data: { message: answer, finish_reason: 'stop' } });

const after = (...events: ConversationEvent[]) =>
  events.reduce(reduceConversation, emptyConversation);
const texts = (state: ReturnType<typeof after>) => state.messages.map(({ text }) => text);

test('shows a draft at once', () => {
  const state = after(drafted);
  assert.equal(state.messages[0]?.pending, true);
  assert.equal(state.run?.clientId, 'client-1');
});

test('puts the stored message in the place of its draft', () => {
  const state = after(drafted, accepted);
  assert.deepEqual(
    state.messages.map(({ id, pending }) => [id, pending]),
    [
      ['msg_question', undefined],
      ['msg_reply', undefined],
    ],
  );
  assert.equal(state.conversation?.id, conversation.id);
});

test('writes a reply piece by piece, and takes the final one', () => {
  assert.deepEqual(texts(after(drafted, accepted, delta(2, 'Hel'), delta(3, 'lo'))), [
    'A question',
    'Hello',
  ]);
  const state = after(drafted, accepted, delta(2, 'Hel'), done(3));
  assert.equal(state.messages[1]?.status, 'complete');
  assert.equal(state.messages[1]?.text, 'Hello');
  assert.equal(state.run, undefined);
});

test('ignores an event it has seen', () => {
  const state = after(
    drafted,
    accepted,
    delta(2, 'Hel'),
    delta(2, 'Hel'),
    accepted,
    delta(3, 'lo'),
  );
  assert.deepEqual(texts(state), ['A question', 'Hello']);
});

test('takes a snapshot in place of what it has', () => {
  const snapshot = run({ event: 'snapshot', id: 9, data: { text: 'Hello', reasoning: '' } });
  assert.equal(after(drafted, accepted, delta(2, 'Hex'), snapshot).messages[1]?.text, 'Hello');
});

test('starts a reply from empty text when it joins a run after a reload', () => {
  const half = { ...reply, text: 'Hel' };
  const detail = {
    conversation,
    messages: [question, half],
    has_more: false,
    active_run: { id: 'run_1', message_id: 'msg_reply', last_event_id: 2 },
  };
  const state = after({ type: 'loaded', detail }, accepted, delta(2, 'Hel'), delta(3, 'lo'));
  assert.deepEqual(texts(state), ['A question', 'Hello']);
});

test('keeps a message that could not be sent, and sends it again in its place', () => {
  const refused = after(drafted, { type: 'refused', problem: { code: 'network' } });
  assert.equal(refused.messages[0]?.text, 'A question');
  assert.equal(refused.messages[0]?.problem?.code, 'network');
  assert.equal(refused.run, undefined);
  const again = reduceConversation(refused, drafted);
  assert.equal(again.messages.length, 1);
  assert.equal(again.messages[0]?.problem, undefined);
});

test('lets a reply go on while an earlier message, which was refused, is taken back', () => {
  const refused: ConversationEvent = { type: 'refused', problem: { code: 'message_too_long' } };
  const state = after({ ...drafted, clientId: 'client-0' }, refused, drafted, accepted);
  const left = reduceConversation(state, { type: 'withdrawn', id: 'client-0' });
  assert.deepEqual(texts(reduceConversation(left, done(2))), ['A question', 'Hello']);
});

test('brings the old reply back when it cannot be answered again', () => {
  const before = after(drafted, accepted, done(2));
  const repeating = reduceConversation(before, {
    type: 'regenerating',
    clientId: 'client-2',
    replyId: 'msg_reply',
    mode: 'again',
  });
  assert.equal(repeating.run?.replaces, 'msg_reply');
  const state = reduceConversation(repeating, {
    type: 'refused',
    problem: { code: 'rate_limited', retryAfter: 3 },
  });
  assert.equal(state.messages[1]?.text, 'Hello');
  assert.equal(state.messages[1]?.problem?.retryAfter, 3);
});

test('puts the new reply in the place of the old one', () => {
  const second = { ...reply, id: 'msg_second' };
  const state = after(
    drafted,
    accepted,
    done(2),
    { type: 'regenerating', clientId: 'client-2', replyId: 'msg_reply', mode: 'again' },
    run({
      event: 'accepted',
      id: 1,
      data: { conversation, message: question, reply: second, run_id: 'run_2' },
    }),
  );
  assert.deepEqual(
    state.messages.map(({ id }) => id),
    ['msg_question', 'msg_second'],
  );
});

test('takes a vote back', () => {
  const rated = (rating: 1 | -1 | undefined, failed = false): ConversationEvent => ({
    type: 'rated',
    messageId: 'msg_reply',
    feedback: rating && { rating },
    failed,
  });
  const voted = after(drafted, accepted, done(2), rated(1));
  assert.equal(voted.messages[1]?.feedback?.rating, 1);
  const undone = reduceConversation(voted, rated(undefined, true));
  assert.equal(undone.messages[1]?.feedback, undefined);
  assert.equal(undone.messages[1]?.voteFailed, true);
});

test('shows the place in line until the turn has come', () => {
  const queued = (id: number, position: number) => run({ event: 'queued', id, data: { position } });
  const waiting = after(drafted, accepted, queued(2, 3), queued(3, 2));
  assert.equal(waiting.run?.position, 2);
  assert.equal(reduceConversation(waiting, queued(4, 0)).run?.position, 0);
  assert.equal(reduceConversation(waiting, delta(4, 'Hi')).run?.position, undefined);
});

test('never changes the state it was given', () => {
  const state = after(drafted, accepted);
  const copy = structuredClone(state);
  for (const event of [delta(2, 'x'), done(3), { type: 'stopping' } as const]) {
    reduceConversation(state, event);
  }
  assert.deepEqual(state, copy);
});

test('ends a running reply as far as it came when the conversation cannot be read again', () => {
  const problem = { code: 'not_found' } as const;
  const state = after(drafted, accepted, delta(2, 'Hel'), { type: 'load-failed', problem });
  assert.equal(state.run, undefined);
  assert.equal(state.status, 'ready');
  assert.equal(state.messages[1]?.text, 'Hel');
  assert.equal(state.messages[1]?.status, 'incomplete');
  assert.deepEqual(state.messages[1]?.problem, problem);
});

test('lets a reply be stopped again after the first attempt failed', () => {
  const state = after(drafted, accepted, { type: 'stopping' }, { type: 'stop-failed' });
  assert.equal(state.run?.stopping, undefined);
  assert.equal(state.run?.id, 'run_1');
});

test('remembers the id of a repetition that was lost, so that it starts nothing twice', () => {
  const state = after(
    drafted,
    accepted,
    done(2),
    { type: 'regenerating', clientId: 'again-1', replyId: 'msg_reply', mode: 'again' },
    { type: 'refused', problem: { code: 'network' } },
  );
  assert.deepEqual(state.messages[1]?.retry, { id: 'again-1', mode: 'again' });
});

test('shows a message alone when it turns out to have a conversation of its own', () => {
  const elsewhere = { ...conversation, id: 'conv_other' };
  const late: ConversationEvent = {
    ...drafted,
    type: 'drafted',
    clientId: 'client-2',
    text: 'Late',
  };
  const asked = message('msg_late', { client_message_id: 'client-2', text: 'Late' });
  const state = after(
    drafted,
    accepted,
    done(2),
    late,
    run({
      event: 'accepted',
      id: 1,
      data: { conversation: elsewhere, message: asked, reply, run_id: 'run_2' },
    }),
  );
  assert.equal(state.conversation?.id, 'conv_other');
  assert.deepEqual(texts(state), ['Late', '']);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Conversation, Message, RunEvent } from '@nexevo/protocol';
import { requestOf } from '../src/conversation/message-request.ts';
import {
  type ConversationEvent,
  type ConversationState,
  emptyConversation,
  reduceConversation,
} from '../src/conversation.ts';
import { keyOf } from '../src/nexevo-chat/message-key.ts';

const at = '2026-01-01T00:00:00.000Z';
const conversation: Conversation = {
  id: 'conv_11111111',
  title: 'A question',
  pinned: false,
  created_at: at,
  updated_at: at,
  active_message_id: null,
};
const message = (id: string, parent: string | null, over: Partial<Message> = {}): Message => ({
  id,
  conversation_id: conversation.id,
  parent_id: parent,
  role: id.startsWith('q') ? 'user' : 'assistant',
  text: `Text of ${id}`,
  status: 'complete',
  created_at: at,
  ...over,
});
const four = [
  message('q1', null),
  message('r1', 'q1'),
  message('q2', 'r1'),
  message('r2', 'q2', { status: 'incomplete', reason: 'stopped' }),
];
const detail = (messages: Message[]) => ({ conversation, messages, has_more: false });
const loaded = reduceConversation(emptyConversation, { type: 'loaded', detail: detail(four) });

const edit = (edits: string): ConversationEvent => ({
  type: 'drafted',
  clientId: 'client-1',
  text: 'In other words',
  at,
  conversationId: conversation.id,
  edits,
});
const run = (event: RunEvent): ConversationEvent => ({ type: 'run', event });
const accepted = (asked: Message, reply: Message) =>
  run({
    event: 'accepted',
    id: 1,
    data: { conversation, message: asked, reply, run_id: 'run_1' },
  });
const after = (...events: ConversationEvent[]) => events.reduce(reduceConversation, loaded);
const ids = ({ messages }: ConversationState) => messages.map(({ id }) => id);

test('an edited question takes its own place, and hides what followed', () => {
  const state = after(edit('q2'));
  assert.deepEqual(ids(state), ['q1', 'r1', 'client-1']);
  const draft = state.messages[2]!;
  assert.equal(draft.parent_id, 'r1');
  assert.deepEqual(draft.sibling_ids, ['q2', 'client-1']);
  assert.equal(keyOf(draft), keyOf(four[2]!));
});

test('an edited question is asked below what it followed, the first one below nothing', () => {
  assert.equal(requestOf(after(edit('q2')).messages[2]!).parent_id, 'r1');
  assert.equal(requestOf(after(edit('q1')).messages[0]!).parent_id, null);
});

test('an edit that is sent again is the same request in the same place', () => {
  const first = after(edit('q2'));
  const again = after(
    edit('q2'),
    { type: 'refused', problem: { code: 'network' } },
    {
      type: 'drafted',
      clientId: 'client-1',
      text: 'In other words',
      at,
      conversationId: conversation.id,
    },
  );
  assert.deepEqual(ids(again), ids(first));
  assert.deepEqual(requestOf(again.messages[2]!), requestOf(first.messages[2]!));
});

test('an edit that comes back after a reload stands in the place of what it edits', () => {
  const draft = after(edit('q2')).messages.at(-1)!;
  assert.deepEqual(ids(after({ type: 'restored', message: draft })), ['q1', 'r1', 'client-1']);
});

test('a reply that is asked for again while a version is read leaves the chat ready', () => {
  const state = after(
    { type: 'loading' },
    { type: 'regenerating', clientId: 'client-1', replyId: 'r2', mode: 'again' },
    { type: 'refused', problem: { code: 'rate_limited' } },
  );
  assert.equal(state.status, 'ready');
});

test('the context of a message is part of its request, also when it is sent again', () => {
  const draft = {
    ...edit('q2'),
    type: 'drafted',
    edits: undefined,
    context: { page: '/a' },
  } as const;
  const again = { ...draft, context: { page: '/b' } } as ConversationEvent;
  const state = after(
    draft as ConversationEvent,
    { type: 'refused', problem: { code: 'network' } },
    again,
  );
  const request = requestOf(state.messages.at(-1)!);
  assert.deepEqual(request.context, { page: '/a' });
  assert.equal(request.parent_id, undefined);
});

test('a stored edit stands where its draft was', () => {
  const asked = message('q3', 'r1', { client_message_id: 'client-1', sibling_ids: ['q2', 'q3'] });
  const state = after(edit('q2'), accepted(asked, message('r3', 'q3', { status: 'running' })));
  assert.deepEqual(ids(state), ['q1', 'r1', 'q3', 'r3']);
  assert.equal(keyOf(state.messages[2]!), keyOf(four[2]!));
});

test('a reply that goes on keeps its text while the rest is asked for, and takes the place of the old one', () => {
  const begun = after({ type: 'regenerating', clientId: 'c', replyId: 'r2', mode: 'continue' });
  assert.deepEqual(ids(begun), ids(loaded));
  const rest = message('r3', 'q2', {
    status: 'running',
    text: 'Text of r2',
    sibling_ids: ['r2', 'r3'],
  });
  const state = [
    accepted(four[2]!, rest),
    run({ event: 'snapshot', id: 2, data: { text: 'Text of r2', reasoning: '' } }),
    run({ event: 'delta', id: 3, data: { text: ' and more' } }),
  ].reduce(reduceConversation, begun);
  assert.deepEqual(ids(state), ['q1', 'r1', 'q2', 'r3']);
  assert.equal(reduceConversation(begun, accepted(four[2]!, rest)).messages[3]?.text, 'Text of r2');
  assert.equal(state.messages[3]?.text, 'Text of r2 and more');
  assert.equal(keyOf(state.messages[3]!), keyOf(four[3]!));
});

test('another version that is read again keeps the messages above that were read before', () => {
  const other = [message('q2', 'r1'), message('r4', 'q2', { sibling_ids: ['r2', 'r4'] })];
  const state = reduceConversation(
    { ...loaded, hasMore: true },
    { type: 'loaded', detail: { ...detail(other), has_more: true } },
  );
  assert.deepEqual(ids(state), ['q1', 'r1', 'q2', 'r4']);
  assert.equal(state.hasMore, true);
});

test('a version that cannot be read leaves the shown one, and says so below it', () => {
  const problem = { code: 'network' } as const;
  const state = after({ type: 'loading' }, { type: 'load-failed', problem });
  assert.deepEqual(ids(state), ids(loaded));
  assert.equal(state.status, 'ready');
  assert.deepEqual(state.messages.at(-1)?.problem, problem);
  assert.equal(state.messages.at(-1)?.status, 'incomplete');
});

test('thinking aloud grows apart from the reply, and a log that is read again begins it anew', () => {
  const asked = message('q3', 'r2', { client_message_id: 'client-1' });
  const reply = message('r3', 'q3', { status: 'running', text: '', reasoning: 'Old' });
  const think = (id: number, text: string, ms: number) =>
    run({ event: 'reasoning', id, data: { text, ms } });
  const draft = { ...edit('q2'), edits: undefined } as ConversationEvent;
  const thinking = after(
    draft,
    accepted(asked, reply),
    think(2, 'Hm', 400),
    think(3, ', so', 1900),
  );
  const last = thinking.messages.at(-1);
  assert.deepEqual([last?.reasoning, last?.reasoning_ms, last?.text], ['Hm, so', 1900, '']);
  const late = reduceConversation(
    thinking,
    run({
      event: 'snapshot',
      id: 9,
      data: { text: 'Yes', reasoning: 'Hm, so be it', reasoning_ms: 2100 },
    }),
  );
  assert.equal(late.messages.at(-1)?.reasoning, 'Hm, so be it');
  assert.equal(late.messages.at(-1)?.text, 'Yes');
});

test('no two messages of a branch are the same thing on the screen', () => {
  const first = { ...four[0]!, sibling_ids: ['q1', 'q9'] };
  assert.notEqual(keyOf(first), keyOf(four[1]!));
  assert.equal(new Set(four.map(keyOf)).size, four.length);
});

test('a run on another branch than the shown one is not mistaken for it', () => {
  const state = reduceConversation(emptyConversation, {
    type: 'loaded',
    detail: { ...detail(four), active_run: { id: 'run_9', message_id: 'r9', last_event_id: 1 } },
  });
  assert.equal(state.run, undefined);
});

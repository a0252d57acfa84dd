import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConversationDetail, Message } from '@nexevo/protocol';
import { ChatError } from '../src/api/errors.ts';
import type { ProxyClient } from '../src/api/proxy-client.ts';
import { Thread } from '../src/thread.ts';

const at = '2026-01-01T00:00:00.000Z';
const message = (id: string, role: Message['role'], text: string): Message => ({
  id,
  conversation_id: 'c',
  parent_id: null,
  role,
  text,
  status: role === 'user' ? 'complete' : 'running',
  created_at: at,
});
const detail: ConversationDetail = {
  conversation: {
    id: 'c',
    title: null,
    pinned: false,
    created_at: at,
    updated_at: at,
    active_message_id: 'r',
  },
  messages: [message('q', 'user', 'Hi'), message('r', 'assistant', 'ab')],
  has_more: false,
  active_run: { id: 'run', message_id: 'r', last_event_id: 3 },
};

const event = (id: number, name: string, data: unknown) =>
  `id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
const log = [event(2, 'delta', { text: 'a' }), event(3, 'delta', { text: 'b' })];

const bytes = (text: string) => new TextEncoder().encode(text);

/** A stream that has said this and goes on, until `signal` aborts. */
function openStream(said: readonly string[], signal?: AbortSignal) {
  let writer!: ReadableStreamDefaultController<Uint8Array>;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      writer = controller;
      signal?.addEventListener('abort', () => controller.error(signal.reason));
      controller.enqueue(bytes(said.join('')));
    },
  });
  const response = new Response(body, { headers: { 'Content-Type': 'text/event-stream' } });
  return { response, writer };
}

/** A proxy whose run has said two things and goes on. Each call reads the log from its start. */
function openRun() {
  const writers: ReadableStreamDefaultController<Uint8Array>[] = [];
  const client = {
    getConversation: async () => detail,
    followRun: async (_position: unknown, { signal }: { signal: AbortSignal }) => {
      const { response, writer } = openStream(log, signal);
      writers.push(writer);
      return response;
    },
  } as unknown as ProxyClient;
  return { client, writers };
}

test('text that was not shown yet when a conversation is read again is shown once', async () => {
  const { client, writers } = openRun();
  const paces: (() => void)[] = [];
  const thread = new Thread(
    client,
    () => undefined,
    () => new Promise((resolve) => paces.push(resolve)),
  );
  const text = () => thread.state.messages.at(-1)?.text;
  await thread.load('c');
  // What has come is shown once the page is drawn as it was; what follows waits until that is drawn, too.
  while (paces.length === 0) await new Promise(setImmediate);
  assert.notEqual(text(), 'ab');
  paces.shift()!();
  while (text() !== 'ab') await new Promise(setImmediate);
  writers[0]!.enqueue(bytes(event(4, 'delta', { text: 'c' })));
  await new Promise(setImmediate);
  assert.equal(text(), 'ab');
  await thread.load('c');
  for (let turn = 0; turn < 20; turn += 1) {
    for (const drawn of paces.splice(0)) drawn();
    await new Promise(setImmediate);
  }
  assert.equal(text(), 'ab');
  thread.pause();
});

test('the first words of a reply are shown after it was, even if they come together', async () => {
  const { conversation } = detail;
  const [question, reply] = detail.messages;
  const together = [
    event(1, 'accepted', {
      conversation,
      message: question,
      reply: { ...reply, text: '' },
      run_id: 'run',
    }),
    ...log,
  ];
  const client = {
    sendMessage: async (_body: unknown, { signal }: { signal?: AbortSignal } = {}) =>
      openStream(together, signal).response,
  } as unknown as ProxyClient;
  const paces: (() => void)[] = [];
  const thread = new Thread(
    client,
    () => undefined,
    () => new Promise((resolve) => paces.push(resolve)),
  );
  thread.send('Hi');
  const shown = () => thread.state.messages.map(({ text }) => text);
  while (paces.length === 0) await new Promise(setImmediate);
  assert.deepEqual(shown(), ['Hi'], 'the question is not drawn yet');
  paces.shift()!();
  while (paces.length === 0) await new Promise(setImmediate);
  assert.deepEqual(shown(), ['Hi', '']);
  paces.shift()!();
  while (shown()[1] === '') await new Promise(setImmediate);
  assert.deepEqual(shown(), ['Hi', 'ab']);
  thread.pause();
});

for (const [what, follow] of [
  [
    'events that cannot be understood',
    async (signal: AbortSignal) => openStream([event(2, 'delta', null)], signal).response,
  ],
  [
    'a run that cannot be followed',
    async () => {
      throw new ChatError('invalid_response', 'A page of somebody in between.', { status: 200 });
    },
  ],
] as const)
  test(`${what} end the reading, and are not asked for without a pause`, async (t) => {
    let asked = 0;
    const client = {
      getConversation: async () => {
        asked += 1;
        return detail;
      },
      followRun: (_position: unknown, { signal }: { signal: AbortSignal }) => follow(signal),
    } as unknown as ProxyClient;
    const thread = new Thread(
      client,
      () => undefined,
      async () => undefined,
    );
    t.after(() => thread.pause());
    await thread.load('c');
    while (thread.state.run && asked < 10) await new Promise(setImmediate);
    assert.equal(asked, 1);
    assert.ok(thread.state.messages.at(-1)?.problem);
  });

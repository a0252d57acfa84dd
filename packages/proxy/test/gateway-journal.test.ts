import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { NexevoClient } from '@nexevo/client';
import { GatewayJournal } from '../src/upstream/outbox/gateway-journal.ts';
import { apiKey } from './fixture.ts';

const now = Date.now();
const minute = 60_000;

interface Kept {
  conversation_id: string;
  created_at: string;
  updated_at: string;
  metadata: object;
}

function kept(id: string, age: number): Kept {
  const time = new Date(now - age).toISOString();
  const metadata = { nexevo_chat: { conversation_id: id } };
  return { conversation_id: `theirs-${id}`, created_at: time, updated_at: time, metadata };
}

/** A journal at a gateway with these conversations, newest first, and the limits it was asked with. */
async function journalOf(test: TestContext, conversations: Kept[]) {
  const asked: number[] = [];
  const server = createServer((request, response) => {
    const limit = Number(new URL(request.url ?? '', 'http://gateway').searchParams.get('limit'));
    asked.push(limit);
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ conversations: conversations.slice(0, limit) }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const client = new NexevoClient({ apiKey, baseUrl, maxRetries: 0 });
  test.after(async () => {
    await client.close();
    server.close();
  });
  const journal = new GatewayJournal({ client, timeoutMs: 5000 });
  const find = (conversationId: string, conversationCreatedAt = now) =>
    journal.find({ conversationId, conversationCreatedAt }, new AbortController().signal);
  return { asked, find };
}

const many = (count: number, age: number) =>
  Array.from({ length: count }, (_, index) => kept(`other-${index}`, age));

describe("the gateway's copy of a conversation", () => {
  it('is found by our id', async (t) => {
    const { asked, find } = await journalOf(t, [...many(50, 0), kept('ours', 0)]);
    assert.equal(await find('ours'), 'theirs-ours');
    assert.deepEqual(asked, [100]);
  });

  it('is found behind the first hundred', async (t) => {
    const { asked, find } = await journalOf(t, [...many(500, 0), kept('ours', 0)]);
    assert.equal(await find('ours'), 'theirs-ours');
    assert.deepEqual(asked, [100, 1000]);
  });

  it('is not there when the whole list does not have it', async (t) => {
    const { find } = await journalOf(t, many(99, 0));
    assert.equal(await find('ours'), undefined);
  });

  it('is not there when the list comes to conversations that are older than ours', async (t) => {
    const { asked, find } = await journalOf(t, [...many(50, 0), ...many(5000, 10 * minute)]);
    assert.equal(await find('ours', now - 5 * minute), undefined);
    assert.deepEqual(asked, [100]);
  });

  it('may be there when all that is shown came after ours', async (t) => {
    const { asked, find } = await journalOf(t, many(5000, minute / 2));
    assert.equal(await find('ours'), null);
    assert.deepEqual(asked, [100, 1000]);
  });
});

import { Writable } from 'node:stream';
import type { TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { NexevoClient } from '@nexevo/client';
import { createLocal, type Local } from '@nexevo/local';
import { pino } from 'pino';
import { SqliteStore } from '../src/store/sqlite-store.ts';
import type { StartedRun, Store } from '../src/store/store.ts';
import { GatewayJournal } from '../src/upstream/outbox/gateway-journal.ts';
import type { UpstreamConversations } from '../src/upstream/outbox/module-state.ts';
import { Outbox } from '../src/upstream/outbox/outbox.ts';
import { apiKey } from './fixture.ts';
import { Relay } from './relay.ts';

/** Short for a test, long enough for a busy machine. */
export const timeoutMs = 1500;
const visitor = 'anon:a';

/** A store, an outbox and a gateway with a relay before it, all real, with times cut short. */
export class OutboxFixture {
  readonly store: Store;
  readonly local: Local;
  readonly relay: Relay;
  readonly client: NexevoClient;
  outbox: Outbox;
  logs = '';
  readonly #conversations: UpstreamConversations;
  #messages = 0;

  private constructor(parts: {
    store: Store;
    local: Local;
    relay: Relay;
    client: NexevoClient;
    conversations: UpstreamConversations;
  }) {
    this.store = parts.store;
    this.local = parts.local;
    this.relay = parts.relay;
    this.client = parts.client;
    this.#conversations = parts.conversations;
    this.outbox = this.open();
  }

  static async start(
    test: TestContext,
    conversations: UpstreamConversations = 'auto',
  ): Promise<OutboxFixture> {
    const local = createLocal({ dataPath: ':memory:', requestsPerMinute: 10_000 });
    const relay = await Relay.start((await local.listen(0)).url);
    const client = new NexevoClient({ apiKey, baseUrl: relay.url, maxRetries: 0 });
    const store = new SqliteStore(':memory:', { keepsConversations: conversations !== 'off' });
    const fixture = new OutboxFixture({ store, local, relay, client, conversations });
    test.after(async () => {
      await fixture.outbox.close(0);
      await client.close();
      await store.close();
      await relay.close();
      await local.close();
    });
    return fixture;
  }

  /** Another outbox on the same store, as after a restart. */
  open(): Outbox {
    const destination = new Writable({
      write: (line, _encoding, done) => {
        this.logs += line;
        done();
      },
    });
    const { store, client } = this;
    const journal = new GatewayJournal({ client, timeoutMs });
    const conversations = this.#conversations;
    const logger = pino(destination);
    return new Outbox({ store, journal, logger, timeoutMs, leaseMs: 300, conversations });
  }

  /** A question that was accepted, and its reply when there is one. */
  async turn(text: string, reply?: string, conversationId?: string): Promise<StartedRun> {
    this.#messages += 1;
    const started = await this.store.acceptMessage({
      visitor,
      clientMessageId: `asked-${this.#messages}`,
      fingerprint: 'f',
      text,
      title: text,
      leaseUntil: Date.now() + 60_000,
      ...(conversationId && { conversationId }),
    });
    if (started.kind !== 'started') throw new Error(started.kind);
    const { run } = started;
    const generationId = `gen-${run.id}`;
    const end = { status: 'complete', text: reply ?? '', lastEventId: 2, generationId } as const;
    await this.store.finishRun(run, end);
    return started;
  }

  async erase(conversationId: string): Promise<void> {
    await this.store.deleteConversation(visitor, conversationId);
    await this.store.scrubDeleted(Date.now());
  }

  /** Runs until nothing is left, or `until` holds. */
  async deliver(until?: () => Promise<boolean> | boolean): Promise<void> {
    this.outbox.start();
    const isOver = until ?? (async () => (await this.store.outboxStatus()).depth === 0);
    const deadline = Date.now() + 60_000;
    while (!(await isOver())) {
      if (Date.now() > deadline) {
        const entries = JSON.stringify(await this.store.listOutbox(20));
        throw new Error(`${entries}\n${this.logs.slice(0, 2000)}`);
      }
      await delay(20);
    }
  }

  /** The gateway's conversations with the texts of their messages. */
  async upstream(): Promise<string[][]> {
    const direct = new NexevoClient({
      apiKey,
      baseUrl: this.relay.url,
    });
    this.relay.fault = () => undefined;
    const { conversations } = await direct.conversations.list({ limit: 100 });
    const kept = await Promise.all(
      conversations.map(({ conversation_id: id }) => direct.conversations.get(id)),
    );
    await direct.close();
    return kept.map(({ messages }) => messages.map(({ content }) => content));
  }

  /** How many requests began so. */
  count(beginning: string): number {
    return this.relay.seen.filter(({ method, path }) => `${method} ${path}`.startsWith(beginning))
      .length;
  }
}

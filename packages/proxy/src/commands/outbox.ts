import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ProxyOptionError } from '../errors.ts';
import { defaultDataPath } from '../options.ts';
import type { OutboxEntry, OutboxStatus } from '../store/outbox.ts';
import { SqliteStore } from '../store/sqlite-store.ts';
import { formatOutbox } from './format-outbox.ts';

const usage =
  'nexevo-proxy outbox list [--json] [--limit 100] | retry <id…>|--all [--json] | drop <id…> [--json]';

/** `nexevo-proxy outbox`: works on the data file, whether the proxy runs or not; one that runs notices within a second. */
export async function outboxCommand(args: string[], environment: NodeJS.ProcessEnv): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      all: { type: 'boolean', default: false },
      limit: { type: 'string', default: '100' },
    },
  });
  const [action, ...names] = positionals;
  const ids = names.map(readNumber);
  const store = openStore(environment.NEXEVO_DATA?.trim() || defaultDataPath);
  try {
    if (action === 'list' && ids.length === 0) {
      const entries = await store.listOutbox(readNumber(values.limit));
      const status = await store.outboxStatus();
      print(values.json ? toJson(status, entries) : formatOutbox(status, entries));
    } else if (action === 'retry' && ids.length > 0 !== values.all) {
      const count = await store.retryOutbox(values.all ? 'all' : ids);
      print(values.json ? JSON.stringify({ retried: count }) : `${count} due again.`);
      if (!values.all) noteMissing(count, ids);
    } else if (action === 'drop' && ids.length > 0) {
      const count = await store.dropOutbox(ids);
      print(values.json ? JSON.stringify({ dropped: count }) : `${count} given up.`);
      noteMissing(count, ids);
    } else {
      throw new ProxyOptionError('outbox', `Say what to do: ${usage}.`);
    }
  } finally {
    await store.close();
  }
}

/** A mistyped path must not become a new, empty file in which nothing waits. */
function openStore(path: string): SqliteStore {
  if (existsSync(path)) return new SqliteStore(path);
  throw new ProxyOptionError('dataPath', `There is no data file "${path}": set NEXEVO_DATA.`);
}

/** Who named something that does not wait has mistyped it, or somebody else was faster. */
function noteMissing(count: number, ids: number[]): void {
  if (count === new Set(ids).size) return;
  process.stderr.write('What else was named does not wait: see nexevo-proxy outbox list.\n');
  process.exitCode = 1;
}

function readNumber(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new ProxyOptionError('outbox', `"${text}" is no number: ${usage}.`);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function toJson(status: OutboxStatus, entries: OutboxEntry[]): string {
  const moment = (at: number | undefined) => (at === undefined ? null : new Date(at).toISOString());
  return JSON.stringify(
    {
      depth: status.depth,
      oldest_at: moment(status.oldestAt),
      paused: status.paused,
      maybe_doubled: status.maybeDoubled,
      conversations_refused_at: moment(status.conversationsRefusedAt),
      entries: entries.map((entry) => ({
        id: entry.id,
        kind: entry.kind,
        state: entry.state,
        conversation_id: entry.conversationId,
        message_id: entry.messageId ?? null,
        created_at: moment(entry.createdAt),
        attempts: entry.attempts,
        next_at: moment(entry.nextAt),
        error: entry.error ?? null,
      })),
    },
    undefined,
    2,
  );
}

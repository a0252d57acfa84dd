import type { OutboxEntry, OutboxStatus } from '../store/outbox.ts';

const header = ['ID', 'WHAT', 'STATE', 'AGE', 'TRIES', 'NEXT', 'CONVERSATION', 'WHY'];

/** The outbox as a table for people, with what they can do about it. */
export function formatOutbox(
  status: OutboxStatus,
  entries: readonly OutboxEntry[],
  now = Date.now(),
): string {
  const lines = [summary(status, now)];
  if (status.conversationsRefusedAt !== undefined) {
    const since = new Date(status.conversationsRefusedAt).toISOString();
    lines.push(
      `Since ${since} the gateway refuses conversations: messages wait here, chat goes on. If that is meant to be so, set NEXEVO_UPSTREAM_CONVERSATIONS=off.`,
    );
  }
  if (entries.length > 0) lines.push('', ...table(entries, now));
  if (entries.length < status.depth) {
    lines.push(`… and ${status.depth - entries.length} more: --limit ${status.depth}`);
  }
  if (status.paused > 0) {
    lines.push(
      '',
      'What is paused waits for you: outbox retry <id> tries again, drop gives it up.',
    );
  }
  return lines.join('\n');
}

function summary({ depth, oldestAt, paused, maybeDoubled }: OutboxStatus, now: number): string {
  const doubled = `${maybeDoubled} may have been sent twice so far`;
  if (oldestAt === undefined) return `Nothing waits for the gateway; ${doubled}.`;
  const age = duration(now - oldestAt);
  return `${depth} waiting for the gateway, the oldest for ${age}; ${paused} paused; ${doubled}.`;
}

function table(entries: readonly OutboxEntry[], now: number): string[] {
  const rows = entries.map((entry) => [
    String(entry.id),
    entry.kind,
    entry.state.replace('_', ' '),
    duration(now - entry.createdAt),
    String(entry.attempts),
    entry.state === 'waiting' || entry.state === 'in_doubt' ? next(entry, now) : '',
    entry.conversationId,
    oneLine(entry.error ?? ''),
  ]);
  const widths = header.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => row[column]!.length)),
  );
  return [header, ...rows].map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
}

function next({ nextAt }: OutboxEntry, now: number): string {
  return nextAt === undefined ? '' : `in ${duration(Math.max(0, nextAt - now))}`;
}

function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800
    ? `${Math.round(seconds / 3600)} h`
    : `${Math.round(seconds / 86_400)} d`;
}

/** The gateway wrote it: a terminal must not obey it. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ');
}

import { ProxyOptionError } from './errors.ts';
import type { ProxyOptions } from './options.ts';
import { checkConversationsMode, type TimeoutOptions } from './upstream/upstream-options.ts';

/** The command's settings from environment variables. An empty variable is the same as none. */
export function readEnvironment(environment: NodeJS.ProcessEnv): {
  options: ProxyOptions;
  trustProxy: number;
} {
  const read = (name: string) => environment[name]?.trim() || undefined;
  const upstreamUrl = read('NEXEVO_UPSTREAM_URL');
  const dataPath = read('NEXEVO_DATA');
  const model = read('NEXEVO_MODEL');
  const systemPrompt = read('NEXEVO_SYSTEM_PROMPT');
  const identitySecret = read('NEXEVO_IDENTITY_SECRET');
  const operatorToken = read('NEXEVO_OPERATOR_TOKEN');
  const upstreamConversations = read('NEXEVO_UPSTREAM_CONVERSATIONS');
  const retentionDays = readNumber('NEXEVO_RETENTION_DAYS', read);
  const leaseMs = readSeconds('NEXEVO_LEASE', read);
  return {
    options: {
      apiKey: read('NEXEVO_API_KEY') ?? '',
      sessionSecret: list(read('NEXEVO_SESSION_SECRET')),
      origins: list(read('NEXEVO_ORIGINS')),
      ...(upstreamUrl && { upstreamUrl }),
      ...(dataPath && { dataPath }),
      ...(model && { model }),
      ...(systemPrompt && { systemPrompt }),
      ...(identitySecret && { identity: { secret: identitySecret } }),
      ...(operatorToken && { operatorToken }),
      ...(upstreamConversations && {
        upstreamConversations: checkConversationsMode(upstreamConversations),
      }),
      ...(retentionDays !== undefined && { retentionDays }),
      ...(leaseMs !== undefined && { leaseMs }),
      timeouts: readTimeouts(read),
    },
    trustProxy: readHops(read('NEXEVO_TRUST_PROXY')),
  };
}

type Read = (name: string) => string | undefined;

function readTimeouts(read: Read): TimeoutOptions {
  const chatMs = readSeconds('NEXEVO_CHAT_TIMEOUT', read);
  const silenceMs = readSeconds('NEXEVO_SILENCE_TIMEOUT', read);
  const bookkeepingMs = readSeconds('NEXEVO_BOOKKEEPING_TIMEOUT', read);
  return {
    ...(chatMs !== undefined && { chatMs }),
    ...(silenceMs !== undefined && { silenceMs }),
    ...(bookkeepingMs !== undefined && { bookkeepingMs }),
  };
}

/** Seconds, as people write them, in milliseconds. */
function readSeconds(name: string, read: Read): number | undefined {
  const seconds = readNumber(name, read);
  return seconds === undefined ? undefined : Math.round(seconds * 1000);
}

function readNumber(name: string, read: Read): number | undefined {
  const text = read(name);
  if (text === undefined) return undefined;
  if (/^\d{1,7}(\.\d+)?$/.test(text)) return Number(text);
  throw new ProxyOptionError(name, `${name} is "${text}": say a number, such as 30.`);
}

function list(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
}

function readHops(text: string | undefined): number {
  if (text === undefined) return 0;
  if (/^\d$/.test(text)) return Number(text);
  throw new ProxyOptionError(
    'NEXEVO_TRUST_PROXY',
    `NEXEVO_TRUST_PROXY is "${text}": say how many reverse proxies stand in front, 0 to 9.`,
  );
}

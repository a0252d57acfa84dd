import { pino } from 'pino';
import { ProxyOptionError } from './errors.ts';
import type { IdentityOptions } from './identity/identity-options.ts';
import { createLogger } from './logging/safe-logger.ts';
import type { ProxyOptions } from './options.ts';
import { readKey } from './read-key.ts';
import { readLimits } from './read-limits.ts';
import { checkSynchronous } from './store/sqlite/database.ts';
import { checkConversationsMode, type TimeoutOptions } from './upstream/upstream-options.ts';

/** The command's settings from environment variables. An empty variable is the same as none. */
export function readEnvironment(environment: NodeJS.ProcessEnv): {
  options: ProxyOptions;
  trustProxy: number;
} {
  const read = (name: string) => environment[name]?.trim() || undefined;
  const upstreamUrl = read('NEXEVO_UPSTREAM_URL');
  const hosts = list(read('NEXEVO_HOSTS'));
  const dataPath = read('NEXEVO_DATA');
  const synchronous = read('NEXEVO_SYNCHRONOUS');
  const model = read('NEXEVO_MODEL');
  const systemPrompt = read('NEXEVO_SYSTEM_PROMPT');
  const identity = readIdentity(read);
  const operatorToken = read('NEXEVO_OPERATOR_TOKEN');
  const upstreamConversations = read('NEXEVO_UPSTREAM_CONVERSATIONS');
  const retentionDays = readNumber('NEXEVO_RETENTION_DAYS', read);
  const contextKeys = list(read('NEXEVO_CONTEXT_KEYS'));
  const leaseMs = readSeconds('NEXEVO_LEASE', read);
  return {
    options: {
      apiKey: readKey(environment),
      sessionSecret: list(read('NEXEVO_SESSION_SECRET')),
      origins: list(read('NEXEVO_ORIGINS')),
      ...(hosts.length > 0 && { hosts }),
      ...readLimits(read),
      ...(upstreamUrl && { upstreamUrl }),
      ...(dataPath && { dataPath }),
      ...(synchronous && { synchronous: checkSynchronous(synchronous) }),
      ...(model && { model }),
      ...(systemPrompt && { systemPrompt }),
      ...(identity && { identity }),
      contextKeys,
      showUsage: readSwitch('NEXEVO_SHOW_USAGE', read),
      requireIdentity: readSwitch('NEXEVO_REQUIRE_IDENTITY', read),
      logMessages: readSwitch('NEXEVO_LOG_MESSAGES', read),
      logger: createLogger(readLevel(read('NEXEVO_LOG_LEVEL'))),
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

function readIdentity(read: Read): IdentityOptions | undefined {
  const secret = list(read('NEXEVO_IDENTITY_SECRET'));
  const jwksUrl = read('NEXEVO_IDENTITY_JWKS_URL');
  const audience = read('NEXEVO_IDENTITY_AUDIENCE');
  const issuer = read('NEXEVO_IDENTITY_ISSUER');
  if (secret.length === 0 && !jwksUrl) return undefined;
  return {
    ...(secret.length > 0 && { secret }),
    ...(jwksUrl && { jwksUrl }),
    ...(audience && { audience }),
    ...(issuer && { issuer }),
  };
}

function readSwitch(name: string, read: Read): boolean {
  const text = read(name) ?? 'false';
  if (text === 'true' || text === 'false') return text === 'true';
  throw new ProxyOptionError(name, `${name} is "${text}": say true or false.`);
}

function readLevel(level = 'info'): string {
  if (level === 'silent' || Object.hasOwn(pino.levels.values, level)) return level;
  throw new ProxyOptionError(
    'NEXEVO_LOG_LEVEL',
    `NEXEVO_LOG_LEVEL is "${level}": say trace, debug, info, warn, error, fatal or silent.`,
  );
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

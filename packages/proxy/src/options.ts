import { Buffer } from 'node:buffer';
import { messageContext } from '@nexevo/protocol';
import type { Logger } from 'pino';
import { checkCount } from './count-option.ts';
import { ProxyOptionError } from './errors.ts';
import type { Identify } from './identity/identify-request.ts';
import {
  type IdentityOptions,
  type ResolvedIdentity,
  resolveIdentity,
} from './identity/identity-options.ts';
import {
  type LimitOptions,
  type QueueOptions,
  resolveLimits,
  resolveQueue,
} from './limit-options.ts';
import { safeLogger } from './logging/safe-logger.ts';
import { checkHost, checkOrigin } from './origin-options.ts';
import { checkSynchronous, type Synchronous } from './store/sqlite/database.ts';
import type { UpstreamConversations } from './upstream/outbox/module-state.ts';
import {
  checkConversationsMode,
  resolveTimeouts,
  type TimeoutOptions,
} from './upstream/upstream-options.ts';

export interface ProxyOptions {
  /** The gateway's key, `sk-xc-…`. It stays in this process. */
  apiKey: string;
  /** Signs visitor sessions: at least 32 bytes. With two, the first signs and both are accepted, for rotation. */
  sessionSecret: string | string[];
  /** @default 'https://api.nexevo.ai/v1' */
  upstreamUrl?: string;
  /** SQLite file; its folder is made when missing. @default './data/nexevo.sqlite' */
  dataPath?: string;
  /**
   * What a write waits for: `normal` survives a killed process, `full` waits for the disk each time and survives a power
   * cut as well. @default 'normal'
   */
  synchronous?: Synchronous;
  /** Origins of pages that may use the chat, e.g. `https://www.example.com`; the proxy's own is always allowed. @default [] */
  origins?: string[];
  /**
   * Names that the proxy is asked by, e.g. `chat.example.com`; others are refused. Addresses in digits and `localhost`
   * always pass. Default: any, but pages of the proxy's own origin need https where it is a name.
   */
  hosts?: string[];
  /** @default 'nexevo/auto' */
  model?: string;
  /** Stands on top of every request to the model; visitors never see it. */
  systemPrompt?: string;
  /** Tokens of earlier conversation sent with a question, estimated. @default 8000 */
  historyTokens?: number;
  /** `max_tokens` of a reply. Default: the gateway's. */
  replyTokens?: number;
  /** Longest message in Unicode code points. @default 8000 */
  messageLength?: number;
  /** Keys that a page may tell the model of itself with, in the component's `context`. @default [] */
  contextKeys?: string[];
  /** Lets visitors see what each reply took, in tokens. @default false */
  showUsage?: boolean;
  /** Tags offered with 👍 and 👎. */
  feedbackTags?: { positive: string[]; negative: string[] };
  identity?: IdentityOptions;
  /** In an Express app on the pages' own origin, in place of identity tokens: who is signed in, by the app's own cookie. */
  identify?: Identify;
  /** Lets in only visitors whom the site vouches for. @default false */
  requireIdentity?: boolean;
  /** A bearer token for the operator routes, at least 32 bytes. */
  operatorToken?: string;
  limits?: LimitOptions;
  queue?: QueueOptions;
  /** How long a run goes on without a reader, in milliseconds. @default 30000 */
  graceMs?: number;
  /** How long a reply is believed alive after the last sign of its process, in milliseconds. @default 15000 */
  leaseMs?: number;
  /** Deletes conversations in which nothing was said for so many days. Default: never. */
  retentionDays?: number;
  /** Whether the gateway keeps conversations, too: `auto` tries, `on` insists, `off` does without. @default 'auto' */
  upstreamConversations?: UpstreamConversations;
  timeouts?: TimeoutOptions;
  /** @default pino on standard output, level `info` */
  logger?: Logger;
  /** Writes what visitors ask and what is answered into the log. @default false */
  logMessages?: boolean;
}

/** Every option decided and checked. */
export interface ResolvedOptions {
  apiKey: string;
  sessionSecrets: string[];
  upstreamUrl: string | undefined;
  dataPath: string;
  synchronous: Synchronous;
  origins: Set<string>;
  hosts: Set<string> | undefined;
  model: string;
  systemPrompt: string | undefined;
  historyTokens: number;
  replyTokens: number | undefined;
  messageLength: number;
  contextKeys: string[];
  showUsage: boolean;
  feedbackTags: { positive: string[]; negative: string[] };
  identity: ResolvedIdentity | undefined;
  identify: Identify | undefined;
  requireIdentity: boolean;
  operatorToken: string | undefined;
  limits: Required<LimitOptions>;
  queue: Required<QueueOptions>;
  graceMs: number;
  leaseMs: number;
  retentionDays: number | undefined;
  upstreamConversations: UpstreamConversations;
  timeouts: Required<TimeoutOptions>;
  logger: Logger;
  logMessages: boolean;
}

export const defaultDataPath = './data/nexevo.sqlite';

const defaultFeedbackTags = {
  positive: ['accurate', 'helpful', 'clear'],
  negative: ['incorrect', 'irrelevant', 'too_verbose', 'incomplete'],
};

/** Checks the options once. @throws {ProxyOptionError} on the first that cannot stand. */
export function resolveOptions(options: ProxyOptions): ResolvedOptions {
  const { identity } = options;
  return {
    apiKey: checkKey(options.apiKey),
    sessionSecrets: checkSecrets(options.sessionSecret),
    upstreamUrl: options.upstreamUrl,
    dataPath: options.dataPath ?? defaultDataPath,
    synchronous: checkSynchronous(options.synchronous ?? 'normal'),
    origins: new Set((options.origins ?? []).map(checkOrigin)),
    hosts: options.hosts && new Set(options.hosts.map(checkHost)),
    model: checkModel(options.model ?? 'nexevo/auto'),
    systemPrompt: options.systemPrompt?.trim() || undefined,
    historyTokens: checkCount('historyTokens', options.historyTokens ?? 8000),
    replyTokens:
      options.replyTokens === undefined
        ? undefined
        : checkCount('replyTokens', options.replyTokens),
    messageLength: checkCount('messageLength', options.messageLength ?? 8000),
    contextKeys: (options.contextKeys ?? []).map(checkContextKey),
    showUsage: options.showUsage ?? false,
    feedbackTags: options.feedbackTags ?? defaultFeedbackTags,
    identity: identity && resolveIdentity(identity, checkSecret),
    identify: options.identify,
    requireIdentity: checkRequireIdentity(options),
    operatorToken:
      options.operatorToken === undefined ? undefined : checkOperatorToken(options.operatorToken),
    limits: resolveLimits(options.limits),
    queue: resolveQueue(options.queue),
    graceMs: checkCount('graceMs', options.graceMs ?? 30_000),
    leaseMs: checkCount('leaseMs', options.leaseMs ?? 15_000),
    retentionDays:
      options.retentionDays === undefined
        ? undefined
        : checkCount('retentionDays', options.retentionDays),
    upstreamConversations: checkConversationsMode(options.upstreamConversations ?? 'auto'),
    timeouts: resolveTimeouts(options.timeouts),
    logger: safeLogger(options.logger),
    logMessages: options.logMessages ?? false,
  };
}

function checkKey(key: string | undefined): string {
  if (!key) {
    throw new ProxyOptionError(
      'apiKey',
      'The gateway key is missing: set NEXEVO_API_KEY (or the option apiKey).',
    );
  }
  if (!/^sk-xc-[\w-]{8,}$/.test(key)) {
    throw new ProxyOptionError(
      'apiKey',
      /…|\.\.\./.test(key)
        ? 'The gateway key was copied from where keys are shown shortened: the whole one is shown once, when it is made.'
        : 'The gateway key is malformed: it is "sk-xc-" and at least 8 letters, digits, "-" or "_", without quotes.',
    );
  }
  return key;
}

function checkSecrets(secret: string | string[] | undefined): string[] {
  const secrets = [secret ?? []].flat();
  if (secrets.length === 0 || secrets.length > 2) {
    throw new ProxyOptionError(
      'sessionSecret',
      'Give one session secret, or two while rotating: set NEXEVO_SESSION_SECRET, e.g. to the output of "openssl rand -base64 48".',
    );
  }
  return secrets.map((one) => checkSecret('sessionSecret', one));
}

function checkSecret(option: string, secret: string): string {
  if (Buffer.byteLength(secret) < 32 || new Set(secret).size < 8) {
    throw new ProxyOptionError(
      option,
      `${option} is too weak: use at least 32 random bytes, e.g. the output of "openssl rand -base64 48".`,
    );
  }
  return secret;
}

function checkRequireIdentity({ requireIdentity = false, identity, identify }: ProxyOptions) {
  if (!requireIdentity || identity || identify) return requireIdentity;
  throw new ProxyOptionError(
    'requireIdentity',
    'requireIdentity lets nobody in without identity or identify: say how visitors are vouched for.',
  );
}

function checkContextKey(key: string): string {
  if (messageContext.safeParse({ [key]: '' }).success) return key;
  throw new ProxyOptionError(
    'contextKeys',
    `"${key}" is not a context key: begin with a letter, then use letters, digits, "_", "." and "-", 64 at most.`,
  );
}

function checkOperatorToken(token: string): string {
  if (!/^[\w.~+/-]+=*$/.test(token)) {
    throw new ProxyOptionError(
      'operatorToken',
      'operatorToken travels as a bearer token: use letters, digits and "._~+/-=" only.',
    );
  }
  return checkSecret('operatorToken', token);
}

function checkModel(model: string): string {
  if (/^\S+$/.test(model)) return model;
  throw new ProxyOptionError('model', 'model must be an alias or a model id, e.g. nexevo/auto.');
}

import { statSync } from 'node:fs';
import { type Clock, systemClock } from './clock.ts';
import { OptionsError } from './errors.ts';
import { isMoney } from './money.ts';
import { isPlanId, type PlanId, plans } from './plans.ts';
import type { WebhookReach } from './webhooks/webhook-target.ts';

/** An OpenAI-compatible server that answers in place of the built-in assistant. */
export interface LlmOptions {
  /** Base address up to and including its version, e.g. `http://127.0.0.1:11434/v1`. */
  url: string;
  /** Sent as its bearer token, when it wants one. */
  apiKey?: string;
  /** The model asked of it. Default: the model the client named. */
  model?: string;
}

export interface LocalOptions {
  /**
   * Where browsers reach the payment page, when it is not where the server that asks for it reaches the API, e.g.
   * `http://192.168.1.5:4100`. Default: as the API was asked.
   */
  publicUrl?: string;
  /** The SQLite file, made when missing; `:memory:` keeps nothing. */
  dataPath: string;
  /** A folder of Markdown the assistant answers from. @default the project's own documentation */
  docsPath?: string;
  /** Forward chat to this server. @default the built-in assistant */
  llm?: LlmOptions;
  /** Requests a key may make in a minute, all endpoints together. @default 60 */
  requestsPerMinute?: number;
  /** The assistant's speed in tokens a second; `Infinity` does not wait. @default 70 */
  pace?: number;
  /** What a new key finds in its account, US dollars. @default '25.00' */
  openingBalance?: string;
  /** The plan of accounts that are opened from now on. @default 'payg' */
  plan?: PlanId;
  /** Where alert webhooks may go: to this machine alone, or anywhere. @default 'loopback' */
  webhooks?: WebhookReach;
  /** Scrypt's cost for new passwords, a power of two from 1,024 to 131,072; tests take less. @default 16384 */
  passwordCost?: number;
  /** Receives what would be mailed, one line each: reset tokens and invitations. @default `log` */
  mail?: (line: string) => void;
  /** Receives one line a request and a few about the server. Never a key. @default nothing */
  log?: (line: string) => void;
  /** @default the system's */
  clock?: Clock;
}

type Optional = 'docsPath' | 'llm' | 'publicUrl';

export type ResolvedOptions = Required<Omit<LocalOptions, Optional>> & Pick<LocalOptions, Optional>;

/** Fills in the defaults. @throws {OptionsError} naming the option and what it should be */
export function resolveOptions(options: LocalOptions): ResolvedOptions {
  // An option handed on as `undefined` was not given.
  const given = Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined),
  ) as unknown as LocalOptions;
  const resolved = {
    requestsPerMinute: 60,
    pace: 70,
    openingBalance: '25.00',
    plan: 'payg' as const,
    webhooks: 'loopback' as const,
    passwordCost: 16_384,
    log: () => {},
    mail: given.log ?? (() => {}),
    clock: systemClock,
    ...given,
  };
  if (!resolved.dataPath) throw new OptionsError('dataPath', 'must be a file or ":memory:"');
  if (resolved.docsPath && !isFolder(resolved.docsPath))
    throw new OptionsError('docsPath', `"${resolved.docsPath}" is no folder`);
  if (!Number.isInteger(resolved.requestsPerMinute) || resolved.requestsPerMinute < 1)
    throw new OptionsError('requestsPerMinute', 'must be a whole number of at least 1');
  if (!(resolved.pace > 0)) throw new OptionsError('pace', 'must be above 0 tokens a second');
  if (!isAmount(resolved.openingBalance))
    throw new OptionsError(
      'openingBalance',
      'must be decimal digits such as "25.00", at most eight after the point',
    );
  const { passwordCost } = resolved;
  if (!Number.isInteger(Math.log2(passwordCost)) || passwordCost < 1024 || passwordCost > 2 ** 17)
    throw new OptionsError('passwordCost', 'must be a power of two from 1024 to 131072');
  if (!isPlanId(resolved.plan))
    throw new OptionsError('plan', `must be one of ${Object.keys(plans).join(', ')}`);
  if (!/^(?:loopback|anywhere)$/.test(resolved.webhooks))
    throw new OptionsError('webhooks', 'must be "loopback" or "anywhere"');
  if (resolved.llm && !isHttp(resolved.llm.url))
    throw new OptionsError(
      'llm',
      'must be an http or https address such as http://127.0.0.1:11434/v1',
    );
  if (resolved.publicUrl !== undefined && !isHttp(resolved.publicUrl))
    throw new OptionsError('publicUrl', 'must be an http or https address');
  return resolved;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function isAmount(text: string): boolean {
  return isMoney(text) && !text.startsWith('-');
}

function isHttp(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

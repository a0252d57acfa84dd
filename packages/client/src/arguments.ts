import { type AmountInput, type DecimalString, isPositive, parseDecimal } from './decimal.ts';
import type { CodeOf } from './errors/codes.ts';
import { InvalidRequestError } from './errors/index.ts';
import { isLoopback } from './loopback.ts';

/** Limits the vendor documents, checked before anything is sent. */
const maxMetadata = 4096;
const maxComment = 2000;
const roles = ['user', 'assistant', 'system', 'tool'];

/** As far back as usage is asked for; the vendor names no limit. */
const maxDays = 365;

export function checkId(id: string, name: string): void {
  // `..` survives escaping and would name another route.
  const isId = typeof id === 'string' && /^(?!\.{1,2}$)./s.test(id) && id.isWellFormed();
  if (!isId) refuse(`${name} must be an id`);
}

/** Counted as code points: `length` would count most emoji twice. */
export function checkText(text: string, name: string, longest = Number.POSITIVE_INFINITY): void {
  if (typeof text !== 'string' || text.trim() === '') refuse(`${name} must not be empty`);
  const { length } = [...text];
  if (length > longest) refuse(`${name} must be at most ${longest} characters, not ${length}`);
}

export function checkOneOf(value: string, name: string, allowed: readonly string[]): void {
  if (!allowed.includes(value)) refuse(`${name} must be one of ${allowed.join(', ')}`);
}

/** Only what no address can be; whether it exists shows when something is sent to it. */
export function checkEmail(email: string): void {
  if (typeof email !== 'string' || !/^[^\s@]+@[^\s@]+$/.test(email)) {
    refuse('email must be an address such as name@example.com');
  }
}

/** Says nothing of the password itself. */
export function checkNewPassword(password: string, name: string): void {
  const length = typeof password === 'string' ? [...password].length : 0;
  if (length < 8 || length > 128) refuse(`${name} must be 8 to 128 characters`);
}

export function checkCode(code: string, name: string): void {
  if (typeof code !== 'string' || !/^\d{6}$/.test(code)) refuse(`${name} must be six digits`);
}

/** HTTPS, as documented; with `local`, a gateway on this machine, also HTTP on it. */
export function checkWebhookUrl(url: string, local: boolean): void {
  const { protocol, hostname } = URL.canParse(url) ? new URL(url) : {};
  const isAllowed =
    protocol === 'https:' || (local && protocol === 'http:' && isLoopback(hostname ?? ''));
  if (!isAllowed) refuse('url must be an https address');
}

export function checkMetadata(metadata: object | undefined): void {
  if (metadata === undefined) return;
  if (typeof metadata !== 'object' || metadata === null || Array.isArray(metadata)) {
    refuse('metadata must be a JSON object');
  }
  const size = Buffer.byteLength(serialize(metadata));
  if (size > maxMetadata)
    refuse(`metadata must be at most 4 KB of JSON in UTF-8, not ${size} bytes`);
}

export function checkMessage({ role, content }: { role: string; content: string }): void {
  checkOneOf(role, 'role', roles);
  if (typeof content !== 'string') refuse('content must be a string');
}

export function checkFeedback(params: {
  generation_id: string;
  rating: number;
  comment?: string;
}): void {
  checkId(params.generation_id, 'generation_id');
  if (params.rating !== 1 && params.rating !== -1) refuse('rating must be 1 or -1');
  const { length } = [...(params.comment ?? '')];
  if (length > maxComment) refuse(`comment must be at most 2,000 characters, not ${length}`);
}

export function checkCount(
  count: number | undefined,
  name: string,
  most = Number.POSITIVE_INFINITY,
): void {
  if (count !== undefined && !(Number.isInteger(count) && count >= 1 && count <= most)) {
    refuse(
      `${name} must be a whole number ${most === Number.POSITIVE_INFINITY ? 'of at least 1' : `from 1 to ${most}`}`,
    );
  }
}

export function checkDays(days: number | undefined): void {
  checkCount(days, 'days', maxDays);
}

/** The digits of an amount that is not negative. */
export function checkAmount(amount: AmountInput, name: string): DecimalString {
  const digits = parseDecimal(amount);
  if (digits === undefined || digits.startsWith('-')) {
    refuse(`${name} must be an amount of digits in a string, such as '20' or '19.99'`);
  }
  return digits;
}

export function checkPositive(amount: AmountInput, name: string): DecimalString {
  const digits = checkAmount(amount, name);
  if (!isPositive(digits)) refuse(`${name} must be above 0`);
  return digits;
}

export function checkChat(params: {
  model: string;
  messages: unknown[];
  temperature?: number;
}): void {
  if (typeof params.model !== 'string' || params.model === '') refuse('model must be named');
  if (!Array.isArray(params.messages) || params.messages.length === 0) {
    refuse('messages must have at least one message');
  }
  const { temperature = 0 } = params;
  if (!(temperature >= 0 && temperature <= 2)) refuse('temperature must be between 0 and 2');
}

/** The JSON of a body; what cannot be written as JSON is the caller's mistake. */
export function serialize(body: object): string {
  try {
    return JSON.stringify(body);
  } catch (cause) {
    return refuse('what is sent must be JSON, without cycles and BigInt', cause);
  }
}

export function refuse(message: string, cause?: unknown): never {
  throw new InvalidRequestError(`${message}.`, {
    code: 'invalid_argument' satisfies CodeOf<'InvalidRequestError'>,
    cause,
  });
}

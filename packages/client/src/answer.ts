import type { IncomingHttpHeaders } from 'node:http';
import type { AnswerBody } from './answer-body.ts';
import { AmountError, keepDigits } from './decimal.ts';
import type { CodeOf } from './errors/codes.ts';
import { errorFromBody, isErrorBody } from './errors/from-body.ts';
import { InvalidResponseError, type NexevoError } from './errors/index.ts';
import { isObject } from './parse-chunk.ts';
import { readRetryAfter } from './rate-limit.ts';
import type { Route } from './routes.ts';

/** What the gateway answers: the head, and the body as it comes. */
export interface Answer {
  statusCode: number;
  headers: IncomingHttpHeaders;
  body: AnswerBody;
  /** What it was asked with: no error repeats it. */
  secret: string | null;
}

/** Enough for any sentence a gateway gives as its reason. */
const maxErrorBody = 64 * 1024;
/** And so long, in milliseconds. */
const reasonWait = 2000;

export function traceIdOf(answer: Answer): string | undefined {
  return headerOf(answer, 'x-trace-id');
}

/** What every error about it has. */
export function detailsOf(answer: Answer): { secret: string | null; traceId?: string } {
  const traceId = traceIdOf(answer);
  return { secret: answer.secret, ...(traceId !== undefined && { traceId }) };
}

export function headerOf(answer: Answer, name: string): string | undefined {
  const value = answer.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** Passes a 2xx of the asked media type in plain encoding; throws for all else, with the body read or dropped. */
export async function expectType(answer: Answer, type: string): Promise<void> {
  const { statusCode: status } = answer;
  if (status >= 400) throw await refusal(answer);
  const problem =
    status >= 300
      ? 'with a redirect, which is not followed lest the key leave with it'
      : isEncoded(answer)
        ? 'in a compressed encoding although asked for none'
        : mediaType(answer) !== type
          ? `with ${mediaType(answer) ?? 'no content type'} instead of ${type}`
          : undefined;
  if (problem === undefined) return;
  answer.body.drop();
  throw invalid(answer, status >= 300 ? 'redirect_refused' : 'unexpected_content', problem);
}

/** The JSON object of a 2xx, with the field and the amounts it must have; where it must have none, it may be empty. */
export async function readObject(answer: Answer, cap: number, route: Route): Promise<object> {
  const mayBeEmpty = route.answer === undefined;
  const text = await readJson(answer, cap, mayBeEmpty);
  if (mayBeEmpty && text === '') return {};
  const value = route.amounts ? parseAmounts(answer, text) : parse(text);
  if (!isObject(value)) {
    throw invalid(answer, 'invalid_json', 'with something that is not a JSON object');
  }
  if (route.answer !== undefined && route.answer in value) return value;
  // A refusal whose head does not say so.
  if (isErrorBody(value)) throw errorFromBody(value, detailsOf(answer));
  if (route.answer === undefined) return value;
  throw invalid(answer, 'unexpected_shape', `without "${route.answer}"`);
}

/** Takes a 2xx that is empty or JSON of any kind: a page is somebody else's, and means that nothing was done. */
export async function readNothing(answer: Answer, cap: number): Promise<void> {
  const text = await readJson(answer, cap, true);
  if (text === '') return;
  const value = parse(text);
  if (value === undefined) throw invalid(answer, 'invalid_json', 'with something that is not JSON');
  if (isErrorBody(value)) throw errorFromBody(value, detailsOf(answer));
}

async function refusal(answer: Answer): Promise<NexevoError> {
  const { statusCode: status, headers } = answer;
  const text = await reasonOf(answer);
  const retryAfter = readRetryAfter(status, headers);
  return errorFromBody(parse(isEncoded(answer) ? '' : text), {
    status,
    ...detailsOf(answer),
    ...(retryAfter !== undefined && { retryAfter }),
  });
}

/** What a refusal says, as far as it comes: its head has said what counts, and waits for nothing else. */
async function reasonOf(answer: Answer): Promise<string> {
  const timer = setTimeout(() => answer.body.drop(), reasonWait);
  try {
    return (await readText(answer, maxErrorBody)) ?? '';
  } catch {
    return '';
  } finally {
    clearTimeout(timer);
  }
}

/** The body of a 2xx that says it is JSON. What is empty need not say so. */
async function readJson(answer: Answer, cap: number, mayBeEmpty: boolean): Promise<string> {
  const check = () => expectType(answer, 'application/json');
  if (!mayBeEmpty || answer.statusCode >= 300) await check();
  const text = await readText(answer, cap);
  if (text === undefined) throw invalid(answer, 'response_too_large', `with over ${cap} bytes`);
  if (text !== '') await check();
  return text;
}

/** The body as text, or `undefined` once it passes the cap; then the rest is not read. */
async function readText(answer: Answer, cap: number): Promise<string | undefined> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of answer.body) {
    size += piece.length;
    if (size > cap) {
      answer.body.drop();
      return undefined;
    }
    pieces.push(piece);
  }
  return new TextDecoder().decode(Buffer.concat(pieces));
}

function parseAmounts(answer: Answer, text: string): unknown {
  try {
    return parse(text, keepDigits);
  } catch (error) {
    if (error instanceof AmountError)
      throw invalid(answer, 'unexpected_shape', `with ${error.message}`);
    throw error;
  }
}

function parse(text: string, reviver?: typeof keepDigits): unknown {
  try {
    return JSON.parse(text, reviver);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isEncoded(answer: Answer): boolean {
  return !['identity', ''].includes((headerOf(answer, 'content-encoding') ?? '').toLowerCase());
}

function mediaType(answer: Answer): string | undefined {
  return headerOf(answer, 'content-type')?.split(';', 1)[0]?.trim().toLowerCase();
}

function invalid(
  answer: Answer,
  code: CodeOf<'InvalidResponseError'>,
  problem: string,
): InvalidResponseError {
  return new InvalidResponseError(`The gateway answered ${problem}.`, {
    code,
    status: answer.statusCode,
    ...detailsOf(answer),
  });
}

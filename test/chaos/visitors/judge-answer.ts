import { type ErrorCode, errorCodes, errorResponse } from '@nexevo/protocol';
import type { RawAnswer } from './send-raw.ts';

/** What Node's own parser answers to what is no request; it has no body. */
const parserRefusals = [400, 408, 413, 417, 431];

/** What is wrong with an answer to a hostile request, if anything is. */
export function judgeAnswer(
  { status, head, body }: RawAnswer,
  secrets: string[],
): string | undefined {
  if (secrets.some((secret) => head.includes(secret) || body.includes(secret)))
    return 'has a secret in it';
  if (/\n\s+at .+:\d+:\d+|node_modules/.test(body)) return 'shows a stack';
  if (/^x-injected:/im.test(head)) return 'has an injected header';
  if (status === undefined || status < 400) return undefined;
  const isJson = /^content-type: application\/json/im.test(head);
  if (!isJson) {
    // Outside our path Express answers; before it, Node's parser.
    if (status < 500 && (parserRefusals.includes(status) || status === 404)) return undefined;
    return `is a ${status} that is no JSON`;
  }
  if (body === '') return undefined;
  const parsed = errorResponse.strict().safeParse(parse(body));
  if (!parsed.success) return `has the wrong shape: ${body.slice(0, 200)}`;
  const code: ErrorCode = parsed.data.error.code;
  if (errorCodes[code] !== status) return `says ${code} with ${status}`;
  if (code === 'internal') return 'is a fault of ours';
  return undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

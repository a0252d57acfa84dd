import type { CodeOf } from './errors/codes.ts';
import { InvalidRequestError } from './errors/index.ts';

/** Limits the vendor documents, checked before anything is sent. */
const maxMetadata = 4096;
const maxComment = 2000;
const roles = ['user', 'assistant', 'system', 'tool'];

export function checkId(id: string, name: string): void {
  // `..` survives escaping and would name another route.
  const isId = typeof id === 'string' && id !== '' && !/^\.{1,2}$/.test(id);
  if (!isId) refuse(`${name} must be an id`);
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
  if (!roles.includes(role)) refuse(`role must be one of ${roles.join(', ')}`);
  if (typeof content !== 'string') refuse('content must be a string');
}

export function checkFeedback(params: {
  generation_id: string;
  rating: number;
  comment?: string;
}): void {
  checkId(params.generation_id, 'generation_id');
  if (params.rating !== 1 && params.rating !== -1) refuse('rating must be 1 or -1');
  // Counted as code points: `length` would count most emoji twice.
  const length = [...(params.comment ?? '')].length;
  if (length > maxComment) refuse(`comment must be at most 2,000 characters, not ${length}`);
}

export function checkCount(count: number | undefined, name: string): void {
  if (count !== undefined && !(Number.isInteger(count) && count >= 1)) {
    refuse(`${name} must be a whole number of at least 1`);
  }
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

function refuse(message: string, cause?: unknown): never {
  throw new InvalidRequestError(`${message}.`, {
    code: 'invalid_argument' satisfies CodeOf<'InvalidRequestError'>,
    cause,
  });
}

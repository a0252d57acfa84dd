import express, { type Request, type RequestHandler } from 'express';
import { ApiError } from './errors.ts';

const raw = new WeakMap<object, Buffer>();
/** No shape of this API is anywhere near; without a limit a hostile body would end in a stack overflow. */
const deepest = 100;

/** Reads JSON bodies of up to 4 MB in UTF-8 and refuses any other kind. */
export function readJson(): RequestHandler[] {
  return [
    (request, _response, next) => {
      const [, charset] = /;\s*charset="?([^";\s]+)/i.exec(request.get('content-type') ?? '') ?? [];
      if (charset && !/^utf-?8$/i.test(charset))
        throw new ApiError('unsupported_media_type', 'Send the body in UTF-8.');
      next();
    },
    express.json({ limit: '4mb', verify: (request, _response, bytes) => raw.set(request, bytes) }),
    (request, _response, next) => {
      // `false` means there is a body of another kind; without a body it is `null`, but for one that is said to be empty.
      if (request.is('json') === false && request.get('content-length') !== '0')
        throw new ApiError('unsupported_media_type', 'Send the body as application/json.');
      if (isDeep(request.body))
        throw new ApiError('invalid_json', `The body is nested deeper than ${deepest} levels.`);
      next();
    },
  ];
}

/** The text of a body that `readJson` has read: numbers in it are as they were written. */
export function rawBodyOf(request: Request): string {
  // As the parser does, it drops a byte order mark.
  return new TextDecoder().decode(raw.get(request));
}

/** Level by level, for the call stack is what a deep body is after. */
function isDeep(body: unknown): boolean {
  let level = [body];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) return true;
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
  }
  return false;
}

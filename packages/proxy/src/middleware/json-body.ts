import express, { type RequestHandler } from 'express';
import { ProxyError } from '../errors.ts';

const largest = 256 * 1024;

/** JSON bodies of at most 256 KB, in UTF-8 as they are, and nothing else. */
export function jsonBody(): RequestHandler[] {
  const refuseOthers: RequestHandler = (request, _response, next) => {
    const hasBody = request.get('content-length') !== undefined || request.get('transfer-encoding');
    if (hasBody && request.get('content-length') !== '0') {
      if (!request.is('application/json')) {
        throw new ProxyError(
          'unsupported_media_type',
          'Send JSON: Content-Type: application/json.',
        );
      }
      if (!isUtf8(request.get('content-type'))) {
        throw new ProxyError('unsupported_media_type', 'Send the JSON in UTF-8.');
      }
    }
    // The parser would first read all of what it is going to refuse.
    if (Number(request.get('content-length')) > largest) throw tooLarge();
    next();
  };
  // What is JSON but no object is for the schemas to refuse, which say so.
  const type = 'application/json';
  return [refuseOthers, express.json({ limit: largest, strict: false, inflate: false, type })];
}

export function tooLarge(): ProxyError {
  return new ProxyError('payload_too_large', 'The body is larger than 256 KB.');
}

/** The parser itself would take every charset that begins with `utf-`, of which some smuggle characters past filters. */
function isUtf8(contentType = ''): boolean {
  const [, charset = 'utf-8'] = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(contentType) ?? [];
  return /^utf-?8$/i.test(charset);
}

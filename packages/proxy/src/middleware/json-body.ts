import express, { type RequestHandler } from 'express';
import { ProxyError } from '../errors.ts';

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
    next();
  };
  // What is JSON but no object is for the schemas to refuse, which say so.
  const type = 'application/json';
  return [refuseOthers, express.json({ limit: '256kb', strict: false, inflate: false, type })];
}

/** The parser itself would take every charset that begins with `utf-`, of which some smuggle characters past filters. */
function isUtf8(contentType = ''): boolean {
  const [, charset = 'utf-8'] = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(contentType) ?? [];
  return /^utf-?8$/i.test(charset);
}

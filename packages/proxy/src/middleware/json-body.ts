import express, { type RequestHandler } from 'express';
import { ProxyError } from '../errors.ts';

/** JSON bodies of at most 256 KB and nothing else. */
export function jsonBody(): RequestHandler[] {
  const refuseOthers: RequestHandler = (request, _response, next) => {
    const hasBody = request.get('content-length') !== undefined || request.get('transfer-encoding');
    if (hasBody && request.get('content-length') !== '0' && !request.is('application/json')) {
      throw new ProxyError('unsupported_media_type', 'Send JSON: Content-Type: application/json.');
    }
    next();
  };
  return [refuseOthers, express.json({ limit: '256kb', strict: true, type: 'application/json' })];
}

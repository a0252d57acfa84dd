import express, { type RequestHandler } from 'express';
import { ApiError } from './errors.ts';

/** Reads JSON bodies of up to 4 MB and refuses any other kind. */
export function readJson(): RequestHandler[] {
  return [
    express.json({ limit: '4mb' }),
    (request, _response, next) => {
      // `false` means there is a body of another kind; without a body it is `null`.
      if (request.is('json') === false)
        throw new ApiError('unsupported_media_type', 'Send the body as application/json.');
      next();
    },
  ];
}

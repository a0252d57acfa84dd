import path from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { type ErrorRequestHandler, Router } from 'express';

const folder = fileURLToPath(new URL('../site', import.meta.url));

/** Nothing inline, nothing from elsewhere: what the chat itself has to live with on a careful site. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');

/** The demo's pages and their files, revalidated each time. */
export function pages(): Router {
  const router = Router();
  router.use((_request, response, next) => {
    response.set({
      'Content-Security-Policy': contentSecurityPolicy,
      'Cache-Control': 'no-cache',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
    });
    next();
  });
  router.use(
    express.static(folder, { extensions: ['html'], cacheControl: false, redirect: false }),
  );
  router.use((request, response) => {
    response
      .status(404)
      .type('text')
      .send(`There is no ${path.posix.normalize(request.path)} here.\n`);
  });
  router.use(failure);
  return router;
}

const failure: ErrorRequestHandler = (error, _request, response, _next) => {
  const given: unknown = error?.status;
  const status = typeof given === 'number' && given < 500 ? given : 500;
  if (status === 500) process.stderr.write(`${error?.stack ?? error}\n`);
  if (response.headersSent) return void response.destroy();
  const what = status === 500 ? 'Something went wrong here' : 'This request could not be read';
  response.status(status).type('text').send(`${what}.\n`);
};

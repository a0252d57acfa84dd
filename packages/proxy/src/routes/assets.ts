import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { constants } from 'node:zlib';
import compression from 'compression';
import express, { type RequestHandler, Router } from 'express';
import { ProxyError } from '../errors.ts';

/** Brotli where the browser takes it, else gzip. A part of a file is a part of what lies on the disk. */
const compress = compression({
  filter: (request, response) =>
    request.headers.range === undefined && compression.filter(request, response),
  // Smaller than gzip at its most, and a dozen milliseconds for the largest file, beside the main thread.
  brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } },
});

/** Serves the component's built files, compressed: `nexevo-chat.js` revalidated each time, its hashed chunks for ever. */
export function assetRoutes(folder = bundleFolder()): Router {
  const router = Router();
  const files = express.static(folder, {
    index: false,
    fallthrough: true,
    redirect: false,
    setHeaders(response, path) {
      const hashed = path.startsWith(join(folder, 'assets'));
      response.set({
        'Access-Control-Allow-Origin': '*',
        'Cross-Origin-Resource-Policy': 'cross-origin',
        'Cache-Control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
      });
    },
  });
  const missing: RequestHandler = () => {
    throw new ProxyError('not_found', 'There is no such file of this version: reload the page.');
  };
  const needBundle: RequestHandler = (_request, _response, next) => {
    if (existsSync(join(folder, 'nexevo-chat.js'))) return next();
    throw new ProxyError('not_found', 'The component is not built: run "npm run build".');
  };
  router.get('/nexevo-chat.js', compress, needBundle, files, missing);
  router.get('/assets/*file', compress, files, missing);
  return router;
}

function bundleFolder(): string {
  const manifest = fileURLToPath(import.meta.resolve('@nexevo/chat/package.json'));
  return join(dirname(manifest), 'bundle');
}

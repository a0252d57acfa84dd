import type { AddressInfo } from 'node:net';
import express from 'express';
import { Agent, stream } from 'undici';

/** The least that a proxy in Express does: reads the body, puts the key on it, and pipes the answer through. */
const { UPSTREAM_URL: upstream = '', UPSTREAM_KEY: key = '' } = process.env;
const dispatcher = new Agent({ pipelining: 1 });
const app = express().disable('x-powered-by');

app.post('/v1/chat/completions', express.json(), async (request, response) => {
  const leaving = new AbortController();
  response.on('close', () => leaving.abort());
  try {
    await stream(
      `${upstream}/chat/completions`,
      {
        dispatcher,
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify(request.body),
        signal: leaving.signal,
      },
      ({ statusCode, headers }) => {
        const type = String(headers['content-type']);
        response.writeHead(statusCode, { 'content-type': type });
        response.flushHeaders();
        return response;
      },
    );
  } catch (error) {
    response.destroy(error instanceof Error ? error : undefined);
  }
});

const server = app.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`listening on http://127.0.0.1:${port}\n`);
});

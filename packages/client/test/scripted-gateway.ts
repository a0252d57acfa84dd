import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { TestContext } from 'node:test';
import { NexevoClient, type NexevoClientOptions } from '@nexevo/client';

export const key = 'sk-xc-test-0123456789abcdef';

export type Step = (response: ServerResponse, request: IncomingMessage) => unknown;

export interface Recorded {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
  /** Resolves when the answer's connection is done with; true when all of it was sent. */
  closed: Promise<boolean>;
}

export interface ScriptedGateway {
  origin: string;
  requests: Recorded[];
  client: NexevoClient;
}

/** A real HTTP server that answers the n-th request with the n-th step, and the last step from then on. */
export async function scriptedGateway(
  t: TestContext,
  steps: Step[],
  options: Partial<NexevoClientOptions> = {},
): Promise<ScriptedGateway> {
  const requests: Recorded[] = [];
  const server = createServer(async (request, response) => {
    const closed = new Promise<boolean>((resolve) => {
      response.on('close', () => resolve(response.writableFinished));
    });
    const { method = '', url = '', headers } = request;
    const recorded = { method, url, headers, body: '', closed };
    const step = steps[Math.min(requests.push(recorded), steps.length) - 1];
    recorded.body = await text(request);
    step?.(response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = new NexevoClient({
    apiKey: key,
    baseUrl: `${origin}/v1`,
    random: () => 0,
    ...options,
  });
  t.after(async () => {
    await client.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { origin, requests, client };
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Step {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
}

export function refusal(status: number, code: string, headers: Record<string, string> = {}): Step {
  return json(status, { error: { message: `No: ${code}.`, type: 'some_type', code } }, headers);
}

/** Writes the pieces of an event stream one by one; without `end` the connection stays open. */
export function events(
  pieces: (string | Uint8Array)[],
  { end = true, headers = {} }: { end?: boolean; headers?: Record<string, string> } = {},
): Step {
  return async (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', ...headers });
    response.flushHeaders();
    for (const piece of pieces) {
      await new Promise((resolve) => response.write(piece, resolve));
    }
    if (end) response.end();
  };
}

/** One `data:` event with a piece of the reply, or its end. */
export function chunk(content: string, finish: string | null = null, newline = '\n'): string {
  const choices = [{ index: 0, delta: { content }, finish_reason: finish }];
  return `data: ${JSON.stringify({ id: 'c', choices })}${newline}${newline}`;
}

export const done = 'data: [DONE]\n\n';

export const question = {
  model: 'nexevo/auto',
  messages: [{ role: 'user' as const, content: 'Hello' }],
};

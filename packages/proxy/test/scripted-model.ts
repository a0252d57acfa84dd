import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { TestContext } from 'node:test';

export interface ModelRequest {
  messages: { role: string; content: string }[];
}

/** A gateway whose model says what it is told to, delta by delta. It keeps no conversations. */
export interface ScriptedModel {
  url: string;
  /** What was asked, in order. */
  asked: ModelRequest[];
}

/** Says each delta in turn and ends; a promise among them is waited for. */
export type Script = (object | Promise<unknown> | Ending)[];

/** The last chunks of a reply as they are, in place of the usual ones. */
export class Ending {
  readonly chunks: readonly object[];

  constructor(...chunks: object[]) {
    this.chunks = chunks;
  }
}

export const finished = { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] };
const usage = { prompt_tokens: 11, completion_tokens: 22, total_tokens: 33 };
const usualEnding = new Ending(finished, { choices: [], usage });

/** The n-th question is answered with the n-th script, and the last one from then on. */
export async function scriptedModel(t: TestContext, ...scripts: Script[]): Promise<ScriptedModel> {
  const asked: ModelRequest[] = [];
  const server = createServer(async (request, response) => {
    if (!request.url?.endsWith('/chat/completions')) {
      const error = { message: 'Only chat.', type: 'not_found', code: 'not_found' };
      response.writeHead(404, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error }));
      return;
    }
    asked.push((await json(request)) as ModelRequest);
    const script = scripts[Math.min(asked.length, scripts.length) - 1] ?? [];
    await say(response, script);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/v1`, asked };
}

async function say(response: ServerResponse, script: Script): Promise<void> {
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'x-nexevo-generation-id': 'gen_1',
  });
  const send = (data: object) =>
    response.write(`data: ${JSON.stringify({ id: 'c', ...data })}\n\n`);
  const end = ({ chunks }: Ending) => {
    for (const chunk of chunks) send(chunk);
    response.end('data: [DONE]\n\n');
  };
  for (const part of script) {
    if (part instanceof Ending) return end(part);
    if (part instanceof Promise) await part;
    else send({ choices: [{ index: 0, delta: part, finish_reason: null }] });
  }
  end(usualEnding);
}

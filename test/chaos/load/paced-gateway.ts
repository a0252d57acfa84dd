import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { type PacedReply, pieceOf, readQuestion, textFor } from './paced-reply.ts';

/**
 * A gateway in a process of its own that streams what each question asks for, and says by IPC when it listens and what
 * becomes of each stream. Times are those of {@link now}, which all processes of a machine share.
 */
export type GatewayNews =
  | { event: 'listening'; url: string }
  | { event: 'opened' | 'died'; name: string; at: number }
  | { event: 'closed'; name: string; at: number; isWhole: boolean };

export function now(): number {
  return performance.timeOrigin + performance.now();
}

interface ChatBody {
  stream?: boolean;
  messages?: { content: string }[];
}

const created = 1_790_000_000;
const model = 'nexevo/balanced';

/** While it is, no stream sends its last chunk: so that all are open at the same time, however slow the machine. */
let isHeld = false;

if (process.send) {
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    tell({ event: 'listening', url: `http://127.0.0.1:${port}/v1` });
  });
  process.on('message', (order) => {
    isHeld = order === 'hold';
  });
  process.on('disconnect', () => process.exit());
}

function tell(news: GatewayNews): void {
  process.send?.(news);
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = (await json(request).catch(() => undefined)) as ChatBody | undefined;
  const reply = readQuestion(body?.messages?.at(-1)?.content ?? '');
  if (!reply) {
    const error = { message: 'There is no such route.', type: 'not_found', code: 'not_found' };
    response.writeHead(404, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ error }));
  } else if (body?.stream) {
    stream(reply, response);
  } else {
    complete(reply, response);
  }
}

function complete({ name, chunks }: PacedReply, response: ServerResponse): void {
  const message = { role: 'assistant', content: textFor(name, chunks) };
  const usage = { prompt_tokens: 8, completion_tokens: chunks, total_tokens: 8 + chunks };
  const choices = [{ index: 0, message, finish_reason: 'stop' }];
  const whole = { id: `gen_${name}`, object: 'chat.completion', created, model, choices, usage };
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(whole));
}

function stream(reply: PacedReply, response: ServerResponse): void {
  const { name, chunks, pace, diesAfter = Number.POSITIVE_INFINITY } = reply;
  response.socket?.setNoDelay(true);
  response.writeHead(200, {
    'Content-Type': 'text/event-stream',
    'X-Nexevo-Generation-Id': `gen_${name}`,
  });
  tell({ event: 'opened', name, at: now() });
  let sent = 0;
  let timer: NodeJS.Timeout | undefined;
  const step = () => {
    if (sent === diesAfter) {
      clearInterval(timer);
      tell({ event: 'died', name, at: now() });
      response.socket?.resetAndDestroy();
    } else if (isHeld && sent === chunks - 1) {
      // The next step looks again.
    } else if (sent < chunks) {
      response.write(chunk(name, { content: pieceOf(name, sent) }, null));
      sent += 1;
    } else {
      clearInterval(timer);
      response.end(`${chunk(name, {}, 'stop')}data: [DONE]\n\n`);
    }
  };
  response.on('error', () => response.destroy());
  response.on('close', () => {
    clearInterval(timer);
    tell({ event: 'closed', name, at: now(), isWhole: response.writableFinished });
  });
  if (pace > 0) {
    step();
    timer = setInterval(step, 1000 / pace);
  } else {
    while (!response.writableEnded && !response.destroyed) step();
  }
}

/** As long as those of a real gateway. */
function chunk(name: string, delta: object, finish_reason: string | null): string {
  const choices = [{ index: 0, delta, logprobs: null, finish_reason }];
  const id = `gen_${name}`;
  const event = { id, object: 'chat.completion.chunk', created, model, choices };
  return `data: ${JSON.stringify(event)}\n\n`;
}

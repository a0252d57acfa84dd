import { type Agent, type IncomingMessage, request } from 'node:http';
import { now } from './paced-gateway.ts';

/** How a server writes its events: as OpenAI does, or as our proxy. */
export type Dialect = 'openai' | 'nexevo';

export interface StreamOrder {
  url: string;
  headers: Record<string, string>;
  body: unknown;
  dialect: Dialect;
  agent?: Agent;
  /** Called when the first text is there, with all that has arrived. */
  onFirst?: (seen: string) => void;
}

export interface StreamOutcome {
  status: number;
  sentAt: number;
  /** When the first text came; `NaN` for never. */
  firstAt: number;
  endedAt: number;
  text: string;
  /** The event or mark that ended it; `cut` when the connection broke, `silence` when it just ended. */
  ending: 'done' | 'incomplete' | 'error' | 'cut' | 'silence';
}

const firstText = { openai: '"content":"', nexevo: 'event: delta' };

/** Posts, and reads a stream to whatever end it comes to. Costs as little as it can: hundreds run beside what is measured. */
export function readStream(order: StreamOrder): Promise<StreamOutcome> {
  return new Promise((resolve, reject) => {
    const sentAt = now();
    const body = Buffer.from(JSON.stringify(order.body));
    const sending = request(order.url, {
      method: 'POST',
      ...(order.agent && { agent: order.agent }),
      headers: {
        ...order.headers,
        'Content-Type': 'application/json',
        'Content-Length': body.length,
      },
    });
    sending.on('response', (response) => {
      sending.off('error', reject).on('error', () => {});
      follow(response, { order, sentAt, resolve });
    });
    sending.on('error', reject);
    sending.end(body);
  });
}

function follow(
  response: IncomingMessage,
  {
    order: { dialect, onFirst },
    sentAt,
    resolve,
  }: { order: StreamOrder; sentAt: number; resolve: (outcome: StreamOutcome) => void },
): void {
  const pieces: Buffer[] = [];
  let firstAt = Number.NaN;
  response.on('data', (piece: Buffer) => {
    pieces.push(piece);
    if (!Number.isNaN(firstAt) || !piece.includes(firstText[dialect])) return;
    firstAt = now();
    onFirst?.(Buffer.concat(pieces).toString());
  });
  response.on('error', () => {});
  response.on('close', () => {
    const all = Buffer.concat(pieces).toString();
    const { text, ending } = dialect === 'nexevo' ? readNexevo(all) : readOpenAi(all);
    resolve({
      status: response.statusCode ?? 0,
      sentAt,
      firstAt,
      endedAt: now(),
      text,
      ending: ending ?? (response.complete ? 'silence' : 'cut'),
    });
  });
}

interface Read {
  text: string;
  ending: StreamOutcome['ending'] | undefined;
}

function readNexevo(all: string): Read {
  const read: Read = { text: '', ending: undefined };
  for (const frame of all.split('\n\n')) {
    const event = /^event: (\w+)$/m.exec(frame)?.[1];
    if (event === 'done' || event === 'incomplete' || event === 'error') read.ending = event;
    if (event !== 'delta' && event !== 'snapshot') continue;
    const { text } = JSON.parse(/^data: (.*)$/m.exec(frame)![1]!);
    read.text = event === 'snapshot' ? text : read.text + text;
  }
  return read;
}

function readOpenAi(all: string): Read {
  const read: Read = { text: '', ending: undefined };
  for (const [, data] of all.matchAll(/^data: (.*)$/gm)) {
    if (data === '[DONE]') read.ending = 'done';
    else if (data?.includes('"error"')) read.ending = 'error';
    else read.text += JSON.parse(data!).choices?.[0]?.delta?.content ?? '';
  }
  return read;
}

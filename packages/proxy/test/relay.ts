import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  request as open,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/**
 * What the relay does to one request. `lost` closes the connection, `bad-gateway` answers 502, `stalled` says nothing
 * until the client leaves; each `after-` has let the gateway do the work first. `cut` breaks the answer off in the
 * middle. A number answers with that status, and a 429 asks for one second.
 */
export type RelayFault =
  | 'lost'
  | 'bad-gateway'
  | 'stalled'
  | 'after-lost'
  | 'after-bad-gateway'
  | 'after-stalled'
  | 'cut'
  | number;

export interface Relayed {
  method: string;
  /** After `/v1`. */
  path: string;
  body: string;
}

/** Stands between a proxy and a gateway and spoils what it is told to. Unlike the gateway's own faults, also after the work is done. */
export class Relay {
  readonly url: string;
  /** Asked for every request. */
  fault: (request: Relayed) => RelayFault | undefined = () => undefined;
  readonly seen: Relayed[] = [];
  readonly #server;

  private constructor(server: ReturnType<typeof createServer>) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  }

  static async start(target: string): Promise<Relay> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const relay = new Relay(server);
    server.on('request', (incoming, response) => void relay.#pass(incoming, response, target));
    return relay;
  }

  /** Spoils the next request whose method and path begin so, once. */
  spoil(beginning: string, fault: RelayFault): void {
    const earlier = this.fault;
    this.fault = (request) => {
      if (!`${request.method} ${request.path}`.startsWith(beginning)) return earlier(request);
      this.fault = earlier;
      return fault;
    };
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #pass(incoming: IncomingMessage, response: ServerResponse, target: string): Promise<void> {
    const body = await buffer(incoming);
    const { method = 'GET', url = '/' } = incoming;
    const relayed = { method, path: url.replace(/^\/v1/, ''), body: body.toString() };
    this.seen.push(relayed);
    const fault = this.fault(relayed);
    if (typeof fault === 'number') return refuse(response, fault);
    const isAfter = fault?.startsWith('after-') ?? false;
    if (fault !== undefined && fault !== 'cut' && !isAfter) return spoil(response, fault);
    const outgoing = open(target.replace(/\/v1$/, '') + url, { method, headers: incoming.headers });
    outgoing.on('error', () => response.destroy());
    outgoing.end(body);
    response.on('close', () => {
      // Who leaves in the middle leaves the gateway, too, but not where the work is to be done all the same.
      if (!isAfter && !response.writableFinished) outgoing.destroy();
    });
    outgoing.on('response', (answer) => {
      answer.on('error', () => response.destroy());
      if (fault && isAfter) {
        answer.resume().on('end', () => spoil(response, fault.replace('after-', '')));
        return;
      }
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      response.flushHeaders();
      answer.pipe(response);
      if (fault === 'cut') cut(answer, response);
    });
  }
}

/** Lets a few pieces through. */
function cut(answer: IncomingMessage, response: ServerResponse): void {
  let pieces = 0;
  answer.on('data', () => {
    pieces += 1;
    if (pieces === 5) response.socket?.resetAndDestroy();
  });
}

function spoil(response: ServerResponse, fault: string): void {
  if (fault === 'lost') response.socket?.destroy();
  else if (fault === 'bad-gateway') refuse(response, 502);
}

function refuse(response: ServerResponse, status: number): void {
  const headers = {
    'Content-Type': 'application/json',
    ...(status === 429 && { 'Retry-After': 1 }),
  };
  response.writeHead(status, headers);
  response.end(
    JSON.stringify({ error: { message: 'Spoiled.', type: 'x', code: `spoiled_${status}` } }),
  );
}

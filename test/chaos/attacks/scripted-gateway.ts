import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** Answers one chat request, however it likes. */
export type Script = (response: ServerResponse) => void | Promise<void>;

/** A gateway that answers each chat request by the script whose name is the question. */
export class ScriptedGateway {
  readonly #scripts = new Map<string, Script>();
  #server: Server | undefined;
  #port = 0;

  get url(): string {
    return `http://127.0.0.1:${this.#port}/v1`;
  }

  /** Listens, on the same port as before. */
  async open(): Promise<void> {
    const server = createServer((request, response) => void this.#answer(request, response));
    server.listen(this.#port, '127.0.0.1');
    await once(server, 'listening');
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** From now on connections are refused. */
  async close(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    this.#server = undefined;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  }

  script(question: string, script: Script): void {
    this.#scripts.set(question, script);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('error', () => response.destroy());
    const body = (await json(request).catch(() => undefined)) as
      | { messages?: { content: string }[] }
      | undefined;
    const script = this.#scripts.get(body?.messages?.at(-1)?.content ?? '');
    if (script) await script(response);
    else response.writeHead(404).end();
  }
}

import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** An OpenAI-compatible server whose model thinks aloud, and answers when the test lets it. */
export class ThinkingModel {
  /** The bodies of its requests. */
  readonly asked: string[] = [];
  readonly #server = createServer(async (request, response) => {
    this.asked.push(await text(request));
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    say(response, { delta: { reasoning_content: 'The visitor asks for a number. ' } });
    await new Promise<void>((resolve) => {
      this.#answer = resolve;
    });
    say(response, { delta: { reasoning_content: 'It must be 42.' } });
    say(response, { delta: { content: 'The number is 42.' } });
    say(response, { delta: {}, finish_reason: 'stop' });
    response.end('data: [DONE]\n\n');
  });
  #answer = () => {};

  static async open(): Promise<ThinkingModel> {
    const model = new ThinkingModel();
    model.#server.listen(0, '127.0.0.1');
    await once(model.#server, 'listening');
    return model;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`;
  }

  /** Ends the thinking of the request that came last. */
  answer(): void {
    this.#answer();
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

function say(response: ServerResponse, choice: object): void {
  response.write(`data: ${JSON.stringify({ id: 'c', choices: [{ index: 0, ...choice }] })}\n\n`);
}

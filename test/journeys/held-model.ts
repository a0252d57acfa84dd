import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

type Ask = { messages: { role: string; content: string }[] };

/** An OpenAI-compatible server that begins each answer at once, and ends it when the test lets it. */
export class HeldModel {
  readonly #endings = new Map<string, () => void>();
  readonly #server = createServer(async (request, response) => {
    const { messages } = (await json(request)) as Ask;
    const question = messages.at(-1)!.content;
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    say(response, { delta: { content: `About ${question}: ` } });
    await new Promise<void>((resolve) => this.#endings.set(question, resolve));
    say(response, { delta: { content: `that was ${question}.` } });
    say(response, { delta: {}, finish_reason: 'stop' });
    response.end('data: [DONE]\n\n');
  });

  static async open(): Promise<HeldModel> {
    const model = new HeldModel();
    model.#server.listen(0, '127.0.0.1');
    await once(model.#server, 'listening');
    return model;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`;
  }

  /** Ends the answer to a question that has begun. */
  end(question: string): void {
    this.#endings.get(question)!();
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

function say(response: ServerResponse, choice: object): void {
  response.write(`data: ${JSON.stringify({ id: 'c', choices: [{ index: 0, ...choice }] })}\n\n`);
}

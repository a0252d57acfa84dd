import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import express from 'express';
import { conversation } from '../fixtures/conversation.ts';
import { pagesFolder } from './build-pages.ts';
import { chatWire } from './chat-wire.ts';
import { root } from './root.ts';
import { sendTokens } from './send-tokens.ts';
import { widgetPages } from './widget-pages.ts';

const pageFile = path.join(root, 'test', 'bench', 'page', 'page.html');

/** Everything the browser loads: pages, answers, conversations; on loopback. */
export class BenchServer {
  readonly url: string;
  readonly #texts: Map<string, string>;
  readonly #close: () => Promise<void>;

  private constructor(url: string, texts: Map<string, string>, close: () => Promise<void>) {
    this.url = url;
    this.#texts = texts;
    this.#close = close;
  }

  static async start(): Promise<BenchServer> {
    const texts = new Map<string, string>();
    const app = express();
    const page = readFileSync(pageFile, 'utf8');
    app.get('/page/:name/', ({ params: { name } }, response) => {
      const script = `/pages/${name}/page.js`;
      response
        .type('html')
        .send(page.replace('{script}', script).replace('{contestant}', () => name));
    });
    app.use('/pages', express.static(pagesFolder));
    app.post('/answers/:name', ({ params: { name }, query }, response) =>
      sendTokens(response, texts.get(name)!, Number(query.rate)),
    );
    app.use('/answers/:name', chatWire(texts));
    app.get('/conversations/:count', ({ params: { count } }, response) => {
      response.json(conversation(Number(count)));
    });
    const widgets = await widgetPages();
    app.use(widgets.router);
    const server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return new BenchServer(url, texts, async () => {
      server.closeAllConnections();
      server.close();
      await widgets.close();
    });
  }

  /** Where the text comes as a stream of `rate` tokens a second. */
  answerUrl(name: string, text: string, rate: number): string {
    const key = name.replaceAll(/[^a-z0-9]+/g, '-');
    this.#texts.set(key, text);
    return `${this.url}/answers/${key}?rate=${rate}`;
  }

  async close(): Promise<void> {
    await this.#close();
  }
}

import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { createLocal, type Local } from '@nexevo/local';
import { createProxy, type NexevoProxy } from '@nexevo/proxy';
import express, { type Express } from 'express';
import { SignJWT } from 'jose';
import { pino } from 'pino';
import { Tap } from './tap.ts';

export const apiKey = 'sk-xc-local-journeys-0123456789';
const sessionSecret = 'the-session-secret-of-the-journeys-01';
const identitySecret = 'the-identity-secret-of-the-journeys-1';

/** The page a website owner would write: some text and one script tag. */
const page = (origin: string) => `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>A page</title></head>
  <body>
    <h1>A page of a website</h1>
    <main style="block-size: 640px">
      <script src="${origin}/nexevo/nexevo-chat.js" data-endpoint="${origin}/nexevo" data-mode="inline" async></script>
    </main>
  </body>
</html>`;

/** A gateway, a proxy, a page on the proxy's own origin and one on another: all real, all on loopback. */
export class Site {
  readonly local: Local;
  readonly dataPath: string;
  readonly #folder: string;
  readonly #upstreamUrl: string;
  readonly #servers: Server[] = [];
  readonly #taps: Tap[] = [];
  #proxy: NexevoProxy | undefined;
  #logged = '';
  /** Pages beside the first one, by path, on both origins: the browser lets only what really came from loopback ask there. */
  readonly pages = new Map<string, { body: string; headers?: Record<string, string> }>();
  /** Whether files come as small as the browser would have them. */
  compresses = true;
  ownOrigin = '';
  otherOrigin = '';

  private constructor(local: Local, upstreamUrl: string, folder: string) {
    this.local = local;
    this.#upstreamUrl = upstreamUrl;
    this.#folder = folder;
    this.dataPath = join(folder, 'proxy.sqlite');
  }

  /** `llm`: an OpenAI-compatible server that answers in place of the local assistant. */
  static async open({ pace, llm }: { pace: number; llm?: { url: string } }): Promise<Site> {
    const folder = await mkdtemp(join(tmpdir(), 'nexevo-journey-'));
    const local = createLocal({
      dataPath: join(folder, 'local.sqlite'),
      requestsPerMinute: 10_000,
      pace,
      ...(llm && { llm }),
    });
    const { url } = await local.listen(0);
    const site = new Site(local, url, folder);
    await site.#serve();
    return site;
  }

  /** Every byte that any browser got from here. */
  get received(): string {
    return this.#taps.map((tap) => tap.received).join('\n');
  }

  /** Breaks every connection to a browser; new ones are taken. */
  cut(): void {
    for (const tap of this.#taps) tap.cut();
  }

  get logs(): string {
    return this.#logged;
  }

  get upstreamUrl(): string {
    return this.#upstreamUrl;
  }

  /** What the site's own server would sign for its operator. */
  operatorToken(): Promise<string> {
    return this.identityToken('operator', { role: 'operator' });
  }

  /** What it would sign for somebody who has logged in. */
  identityToken(subject: string, claims: { role?: string } = {}): Promise<string> {
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(subject)
      .setAudience('nexevo-chat')
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(new TextEncoder().encode(identitySecret));
  }

  async close(): Promise<void> {
    for (const tap of this.#taps) tap.close();
    for (const server of this.#servers) {
      server.closeAllConnections();
      server.close();
    }
    await this.#proxy?.close();
    await this.local.close();
    await rm(this.#folder, { recursive: true });
  }

  async #serve(): Promise<void> {
    // The other page is served first, so that its origin is known when the proxy starts.
    const other = express();
    this.otherOrigin = await this.#listen(other, 'localhost');
    this.#proxy = createProxy({
      apiKey,
      sessionSecret,
      upstreamUrl: this.#upstreamUrl,
      dataPath: this.dataPath,
      origins: [this.otherOrigin],
      identity: { secret: identitySecret },
      // What an app on the proxy's own origin would read from its log-in.
      identify: (request) => {
        const subject = /\blogin=([\w-]+)/.exec(request.get('cookie') ?? '')?.[1];
        return subject === undefined ? undefined : { subject };
      },
      limits: {
        requestsPerMinute: 10_000,
        visitorRequestsPerMinute: 10_000,
        sessionsPerMinute: 10_000,
      },
      logger: pino(this.#log()),
    });
    await this.#proxy.ready();
    const own = express().use(this.#proxy.operations);
    own.use((request, _response, next) => {
      if (!this.compresses) delete request.headers['accept-encoding'];
      next();
    });
    own.use('/nexevo', this.#proxy.router);
    this.ownOrigin = await this.#listen(own, '127.0.0.1');
    for (const app of [own, other]) {
      app.get('/', (_request, response) => {
        response.type('html').send(page(this.ownOrigin));
      });
      app.use((request, response, next) => {
        const found = this.pages.get(request.path);
        if (!found) return next();
        response
          .set(found.headers ?? {})
          .type('html')
          .send(found.body);
      });
    }
  }

  async #listen(app: Express, host: string): Promise<string> {
    const server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    this.#servers.push(server);
    const tap = await Tap.open((server.address() as AddressInfo).port);
    this.#taps.push(tap);
    return `http://${host}:${tap.port}`;
  }

  #log(): Writable {
    return new Writable({
      write: (line, _encoding, done) => {
        this.#logged += line;
        done();
      },
    });
  }
}

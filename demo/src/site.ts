import { createProxy, type NexevoProxy, ProxyOptionError } from '@nexevo/proxy';
import express, { type Express } from 'express';
import { destination, pino } from 'pino';
import { Doors } from './doors.ts';
import { SettingError } from './errors.ts';
import { operatorToken } from './operator-token.ts';
import { pages } from './pages.ts';
import { keepSecrets, type Secrets } from './secrets.ts';
import type { Settings } from './settings.ts';
import { systemPrompt } from './system-prompt.ts';
import { startUpstream, type Upstream } from './upstream.ts';

interface Parts {
  doors: Doors;
  upstream: Upstream;
  proxy: NexevoProxy;
  secrets: Secrets;
}

/** The whole of it in one process: gateway, proxy and pages. */
export class Site {
  readonly url: string;
  readonly operatorCode: string;
  readonly #parts: Parts;
  #closing: Promise<void> | undefined;

  private constructor(parts: Parts, url: string) {
    this.#parts = parts;
    this.url = url;
    this.operatorCode = parts.secrets.operatorCode;
  }

  /** Resolves when every address answers. @throws {SettingError} */
  static async start(settings: Settings): Promise<Site> {
    const opened: (() => Promise<void>)[] = [];
    try {
      const doors = await Doors.open(settings);
      opened.push(() => doors.close());
      const secrets = await keepSecrets(settings.dataFolder);
      const url = `http://${nameOf(settings.host)}:${doors.port}`;
      const upstream = await startUpstream(settings, { secrets, publicUrl: url });
      opened.push(() => upstream.close());
      const proxy = makeProxy({ settings, upstream, secrets });
      opened.push(() => proxy.close());
      await proxy.ready();
      doors.serve(makeApp({ proxy, secrets, upstream }));
      return new Site({ doors, upstream, proxy, secrets }, url);
    } catch (error) {
      for (const close of opened.reverse()) await close();
      throw error;
    }
  }

  /** Ends replies with their text kept, then everything else. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const { doors, proxy, upstream } = this.#parts;
    const closed = doors.close();
    await proxy.close();
    doors.cut();
    await closed;
    await upstream.close();
  }
}

/** What a browser on this machine calls the address. */
function nameOf(host: string | undefined): string {
  if (!host || ['0.0.0.0', '::', '127.0.0.1', '::1'].includes(host)) return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

function makeProxy(from: {
  settings: Settings;
  upstream: Upstream;
  secrets: Secrets;
}): NexevoProxy {
  const { settings, upstream, secrets } = from;
  try {
    return createProxy({
      apiKey: upstream.apiKey,
      ...(upstream.url && { upstreamUrl: upstream.url }),
      dataPath: upstream.dataPath,
      sessionSecret: secrets.session,
      identity: { secret: secrets.identity },
      origins: settings.origins,
      // A page elsewhere could have its name lead to this machine, and chat at the owner's cost.
      hosts: settings.hosts,
      systemPrompt,
      // One address is everybody here: a person, their tabs and a test suite.
      limits: { requestsPerMinute: 1200, visitorRequestsPerMinute: 1200, sessionsPerMinute: 120 },
      logger: pino({ name: 'nexevo-proxy', level: 'warn' }, destination({ fd: 2, sync: true })),
    });
  } catch (error) {
    if (!(error instanceof ProxyOptionError)) throw error;
    throw new SettingError(error.message, { cause: error });
  }
}

function makeApp({ proxy, secrets, upstream }: Omit<Parts, 'doors'>): Express {
  const app = express().disable('x-powered-by');
  app.use(proxy.operations);
  app.use('/nexevo', proxy.router);
  app.use(operatorToken({ code: secrets.operatorCode, secret: secrets.identity }));
  const { payments } = upstream;
  // Nothing else of the gateway is to be reached from here.
  if (payments) app.get('/checkout/:id', payments).post('/checkout/:id', payments);
  return app.use(pages());
}

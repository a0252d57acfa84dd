import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SettingError } from './errors.ts';

const loopback = ['127.0.0.1', '::1'];

/**
 * The listening side, opened before anything touches the data: a second `npm start` finds the port taken
 * and does no harm. Without a host both loopback addresses are opened, for `localhost` may mean either.
 */
export class Doors {
  readonly port: number;
  readonly #servers: Server[];
  #listener: RequestListener = (_request, response) => {
    response.writeHead(503, { 'Retry-After': '1' }).end();
  };

  private constructor(servers: Server[], port: number) {
    this.#servers = servers;
    this.port = port;
    for (const server of servers) {
      server.on('request', (request, response) => this.#listener(request, response));
    }
  }

  /** @throws {SettingError} when the port or the host cannot be had */
  static async open({ port, host }: { port: number; host?: string }): Promise<Doors> {
    const servers: Server[] = [];
    let taken = port;
    try {
      for (const address of host ? [host] : loopback) {
        const server = await listen({ port: taken, host: address, optional: servers.length > 0 });
        if (!server) continue;
        servers.push(server);
        taken = (server.address() as AddressInfo).port;
      }
    } catch (error) {
      for (const server of servers) server.close();
      throw explain(error, { port: taken, host });
    }
    return new Doors(servers, taken);
  }

  /** From now on requests go here. */
  serve(listener: RequestListener): void {
    this.#listener = listener;
  }

  /** Takes no new connections; resolves when the open ones are through. */
  async close(): Promise<void> {
    await Promise.all(
      this.#servers.map((server) => {
        server.close();
        return once(server, 'close');
      }),
    );
  }

  /** Ends what is still open. */
  cut(): void {
    for (const server of this.#servers) server.closeAllConnections();
  }
}

/** `undefined` when this machine has no such address and it may be left out. */
async function listen(at: { port: number; host: string; optional: boolean }) {
  const server = createServer().listen(at.port, at.host);
  try {
    await once(server, 'listening');
    return server;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (at.optional && (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT')) return undefined;
    throw error;
  }
}

function explain(error: unknown, { port, host }: { port: number; host?: string }): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new SettingError(
        `Port ${port} is taken: choose another, e.g. PORT=${other(port)} npm start.`,
      );
    case 'EACCES':
      return new SettingError(
        `Port ${port} may not be opened by this user: choose one above 1023.`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new SettingError(`HOST is "${host}", which is no address of this machine.`);
    default:
      return error;
  }
}

function other(port: number): number {
  return port < 65_535 ? port + 1 : 3000;
}

import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** Stands between browser and server and keeps every byte that goes to the browser. */
export class Tap {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #received: Buffer[] = [];

  private constructor(server: Server) {
    this.#server = server;
  }

  /** Relays connections to a free port of its own to `port`. */
  static async open(port: number): Promise<Tap> {
    const server = createServer();
    const tap = new Tap(server);
    server.on('connection', (browser) => tap.#relay(browser, connect(port, '127.0.0.1')));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return tap;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Everything so far, as UTF-8. */
  get received(): string {
    return Buffer.concat(this.#received).toString();
  }

  /** Breaks every open connection, as a tunnel does to a train. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  close(): void {
    this.cut();
    this.#server.close();
  }

  #relay(browser: Socket, server: Socket): void {
    browser.setNoDelay();
    server.setNoDelay();
    server.on('data', (bytes) => this.#received.push(bytes));
    browser.pipe(server).pipe(browser);
    for (const [socket, other] of [
      [browser, server],
      [server, browser],
    ] as const) {
      this.#sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
    }
  }
}

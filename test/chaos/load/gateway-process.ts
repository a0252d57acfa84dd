import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { GatewayNews } from './paced-gateway.ts';

const script = fileURLToPath(new URL('paced-gateway.ts', import.meta.url));

interface StreamNews {
  news: [Exclude<GatewayNews, { event: 'listening' }>];
}

/** The paced gateway, seen from the process that started it. It ends with that one. */
export class GatewayProcess extends EventEmitter<StreamNews> {
  readonly url: string;
  /** Streams that are open. */
  open = 0;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, url: string) {
    super();
    // One listener a stream that somebody waits for.
    this.setMaxListeners(0);
    this.#child = child;
    this.url = url;
    child.on('message', (news: GatewayNews) => {
      if (news.event === 'listening') return;
      if (news.event === 'opened') this.open += 1;
      if (news.event === 'closed') this.open -= 1;
      this.emit('news', news);
    });
  }

  static async start(): Promise<GatewayProcess> {
    const child = fork(script, { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    const url = await new Promise<string>((resolve, reject) => {
      child.once('exit', () => reject(new Error('the gateway ended at its start')));
      child.once('message', (news: GatewayNews) => {
        if (news.event === 'listening') resolve(news.url);
      });
    });
    return new GatewayProcess(child, url);
  }

  /** Resolves to the time at which this happens to the stream of that name. */
  when(event: 'opened' | 'closed' | 'died', name: string): Promise<number> {
    return new Promise((resolve) => {
      const hear = (news: StreamNews['news'][0]) => {
        if (news.event !== event || news.name !== name) return;
        this.off('news', hear);
        resolve(news.at);
      };
      this.on('news', hear);
    });
  }

  /** From now on no stream with a pace comes to its end, until they may. */
  hold(): void {
    this.#child.send('hold');
  }

  release(): void {
    this.#child.send('release');
  }

  close(): void {
    this.#child.disconnect();
  }
}

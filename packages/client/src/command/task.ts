import type { NexevoClient } from '../client.ts';
import type { RequestOptions } from '../request.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

type Values = Record<string, string | boolean | (string | boolean)[] | undefined>;

interface TaskParts {
  client: NexevoClient;
  call: RequestOptions;
  terminal: Terminal;
  positionals: Record<string, string>;
  values: Values;
  folder: string;
  baseUrl: string | undefined;
}

/** What an action is given to work with. */
export class Task {
  readonly client: NexevoClient;
  /** Goes along with every call of the client. */
  readonly call: RequestOptions;
  readonly terminal: Terminal;
  /** Where files belong. */
  readonly folder: string;
  /** The gateway, when it is not the vendor's. */
  readonly baseUrl: string | undefined;
  readonly #positionals: Record<string, string>;
  readonly #values: Values;

  constructor({ client, call, terminal, positionals, values, folder, baseUrl }: TaskParts) {
    this.client = client;
    this.call = call;
    this.terminal = terminal;
    this.folder = folder;
    this.baseUrl = baseUrl;
    this.#positionals = positionals;
    this.#values = values;
  }

  /** A positional argument that is always there. */
  argument(name: string): string {
    return this.#positionals[name] ?? '';
  }

  /** A positional argument that may have been left out. */
  optional(name: string): string | undefined {
    return this.#positionals[name];
  }

  option(name: string): string | undefined {
    const value = this.#values[name];
    return typeof value === 'string' ? value : undefined;
  }

  /** An option nothing works without. */
  required(name: string): string {
    const value = this.option(name);
    if (value === undefined) throw new UsageError(`--${name} is missing`);
    return value;
  }

  all(name: string): string[] | undefined {
    const value = this.#values[name];
    return Array.isArray(value) ? value.map(String) : undefined;
  }

  has(name: string): boolean {
    return this.#values[name] === true;
  }

  /** A whole number; its range is the client's to check. */
  count(name: string): number | undefined {
    const text = this.option(name);
    if (text === undefined) return undefined;
    if (/^\d{1,6}$/.test(text)) return Number(text);
    throw new UsageError(`--${name} is "${text}": say a whole number`);
  }

  /** Asks before what cannot be undone, unless `--yes` was said. */
  async sure(question: string): Promise<void> {
    if (this.has('yes')) return;
    if (!this.terminal.isInteractive) {
      throw new UsageError('this cannot be undone: say --yes where nobody can be asked');
    }
    if (!/^y(es)?$/i.test(await this.terminal.ask(`${question} [y/N]`))) {
      throw new UsageError('nothing was done');
    }
  }
}

/** The option for what `sure` asks. */
export const yes = { yes: { summary: 'do not ask' } } as const;

import { createInterface, type Interface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { UsageError } from './usage-error.ts';

/** Where the command reads and writes; the process's own, or a test's. */
export interface Streams {
  stdin: NodeJS.ReadableStream & { isTTY?: boolean };
  stdout: NodeJS.WritableStream & { isTTY?: boolean };
  stderr: NodeJS.WritableStream & { isTTY?: boolean };
}

/** Results go to stdout; questions and remarks to stderr, so that a pipe gets the results only. */
export class Terminal {
  readonly #streams: Streams;
  readonly #signal: AbortSignal;
  #lines: Interface | undefined;
  #answers: AsyncIterator<string> | undefined;

  /** The signal interrupts a question. */
  constructor(streams: Streams, signal = new AbortController().signal) {
    this.#streams = streams;
    this.#signal = signal;
  }

  /** Whether somebody is there to be asked. */
  get isInteractive(): boolean {
    return Boolean(this.#streams.stdin.isTTY && this.#streams.stderr.isTTY);
  }

  write(text: string): void {
    this.#streams.stdout.write(text);
  }

  remark(text: string): void {
    this.#streams.stderr.write(`${text}\n`);
  }

  /** What is typed, or the next line of a pipe; `standard` for an empty answer. */
  async ask(question: string, standard = ''): Promise<string> {
    const hint = standard && ` [${standard}]`;
    return (await this.#read(`${question}${hint}: `, this.#streams.stderr)).trim() || standard;
  }

  /** The same without showing what is typed: for passwords and keys. */
  async askHidden(question: string): Promise<string> {
    const { stdin, stderr } = this.#streams;
    if (stdin.isTTY && !stderr.isTTY)
      throw new UsageError('what is typed would be seen: leave stderr on the terminal');
    const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
    const answer = await this.#read(`${question} (hidden): `, nowhere);
    if (this.isInteractive) this.#streams.stderr.write('\n');
    if (answer === '') throw new UsageError('nothing was typed');
    return answer;
  }

  /** Lets go of stdin, which otherwise keeps the process. */
  close(): void {
    this.#lines?.close();
  }

  #read(question: string, output: NodeJS.WritableStream): Promise<string> {
    if (!this.isInteractive) return this.#nextLine();
    const { stdin: input, stderr } = this.#streams;
    // From here on the terminal echoes nothing by itself, so the question comes after.
    const lines = createInterface({
      input,
      output,
      signal: this.#signal,
      terminal: true,
      historySize: 0,
    });
    if (output !== stderr) stderr.write(question);
    lines.setPrompt(question);
    lines.prompt();
    return new Promise<string>((resolve, reject) => {
      lines.once('line', resolve);
      lines.once('SIGINT', () => reject(interrupted()));
      lines.once('close', () => reject(this.#nothing('nothing was typed')));
    }).finally(() => lines.close());
  }

  async #nextLine(): Promise<string> {
    const { stdin: input } = this.#streams;
    this.#lines ??= createInterface({ input, signal: this.#signal, terminal: false });
    this.#answers ??= this.#lines[Symbol.asyncIterator]();
    const { value, done } = await this.#answers.next();
    if (done) throw this.#nothing('there is nobody to ask, and no line on standard input');
    return value;
  }

  /** Why there is no answer. */
  #nothing(why: string): Error {
    return this.#signal.aborted ? interrupted() : new UsageError(why);
  }
}

function interrupted(): DOMException {
  return new DOMException('Interrupted.', 'AbortError');
}

import { randomBytes } from 'node:crypto';
import { lstatSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { UsageError } from './usage-error.ts';

/** A `.env` of which only some lines are ours. */
export class EnvFile {
  readonly path: string;

  /** @throws {UsageError} when it is something that cannot be added to */
  constructor(path: string) {
    this.path = path;
    this.#read();
  }

  /** Whether a variable is set in it. */
  has(name: string): boolean {
    return assignment(name).test(this.#read());
  }

  /**
   * Writes the values, for nobody but this user to read: in place of lines that set them, the rest at the end;
   * `undefined` removes. What else stands in the file stays. A crash leaves the old file or the new one.
   */
  write(values: Record<string, string | undefined>): void {
    let text = this.#read();
    for (const [name, value] of Object.entries(values)) text = withValue(text, name, value);
    const fresh = `${this.path}.${randomBytes(6).toString('hex')}`;
    try {
      writeFileSync(fresh, text, { mode: 0o600, flag: 'wx' });
      renameSync(fresh, this.path);
    } catch (error) {
      rmSync(fresh, { force: true });
      throw error;
    }
  }

  /** Each time anew: others may write to it while somebody answers questions. */
  #read(): string {
    const found = lstatSync(this.path, { throwIfNoEntry: false });
    if (found && !found.isFile()) throw new UsageError(`${this.path} is no plain file`);
    return found ? readFileSync(this.path, 'utf8') : '';
  }
}

/** The text with one line for the name, or none. Of several, Node takes the last and other readers the first. */
function withValue(text: string, name: string, value: string | undefined): string {
  const line = value !== undefined && `${name}=${plain(name, value)}`;
  let isDone = line === false;
  const replaced = text.replace(assignment(name), (_old, end: string) => {
    if (isDone) return '';
    isDone = true;
    return `${line}${end}`;
  });
  if (isDone) return replaced;
  return `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${line}\n`;
}

/** All lines that set a name, with their ends. */
function assignment(name: string): RegExp {
  return new RegExp(`^[ \\t]*(?:export[ \\t]+)?${name}[ \\t]*=.*(\\r?\\n|$)`, 'gm');
}

/** Not all readers of such files know quotes, so what would need them is refused. */
function plain(name: string, value: string): string {
  if (/^[\w.~:/?&=%@+,-]+$/.test(value)) return value;
  throw new UsageError(`${name} has a character that a .env file cannot hold`);
}

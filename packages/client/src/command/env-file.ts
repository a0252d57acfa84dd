import { randomBytes } from 'node:crypto';
import { lstatSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { UsageError } from './usage-error.ts';

/** A `.env` of which only some lines are ours. */
export class EnvFile {
  readonly path: string;
  readonly #before: string;

  /** Reads what is there. @throws {UsageError} when it is something that cannot be added to */
  constructor(path: string) {
    this.path = path;
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (found && !found.isFile()) throw new UsageError(`${path} is no plain file`);
    this.#before = found ? readFileSync(path, 'utf8') : '';
  }

  /** Whether a variable is set in it. */
  has(name: string): boolean {
    return assignment(name).test(this.#before);
  }

  /**
   * Writes the values, for nobody but this user to read: in place of lines that set them, the rest at the end.
   * What else stands in the file stays. A crash leaves the old file or the new one.
   */
  write(values: Record<string, string>): void {
    let text = this.#before;
    for (const [name, value] of Object.entries(values)) {
      const line = `${name}=${plain(name, value)}`;
      if (this.has(name)) text = text.replace(assignment(name), () => line);
      else text += `${text === '' || text.endsWith('\n') ? '' : '\n'}${line}\n`;
    }
    const fresh = `${this.path}.${randomBytes(6).toString('hex')}`;
    try {
      writeFileSync(fresh, text, { mode: 0o600, flag: 'wx' });
      renameSync(fresh, this.path);
    } catch (error) {
      rmSync(fresh, { force: true });
      throw error;
    }
  }
}

function assignment(name: string): RegExp {
  return new RegExp(`^[ \\t]*(?:export[ \\t]+)?${name}[ \\t]*=.*$`, 'm');
}

/** Not all readers of such files know quotes, so what would need them is refused. */
function plain(name: string, value: string): string {
  if (/^[\w.~:/?&=%@+,-]+$/.test(value)) return value;
  throw new UsageError(`${name} has a character that a .env file cannot hold`);
}

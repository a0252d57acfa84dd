import { randomBytes, randomInt } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SettingError } from './errors.ts';

/** What this installation made for itself, once. */
export interface Secrets {
  /** Signs visitors' sessions. */
  session: string;
  /** Signs the operator's identity tokens. */
  identity: string;
  /** Opens the operator's page. */
  operatorCode: string;
  /** The key of the local gateway; worth nothing anywhere else. */
  localKey: string;
}

/** Reads the secrets of a data folder, or makes them; only their owner may read the file. */
export async function keepSecrets(folder: string): Promise<Secrets> {
  const file = path.join(folder, 'secrets.json');
  await mkdir(folder, { recursive: true });
  // Conversations lie beside the secrets, and the set-up may have made the folder first.
  await chmod(folder, 0o700);
  const secrets = makeSecrets();
  try {
    // Only one of two that start at once may create it; the other reads it.
    await writeFile(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    return secrets;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return read(file);
  }
}

async function read(file: string): Promise<Secrets> {
  const text = await readFile(file, 'utf8');
  try {
    const secrets: Partial<Secrets> = JSON.parse(text);
    const names = Object.keys(makeSecrets()) as (keyof Secrets)[];
    if (names.every((name) => typeof secrets[name] === 'string')) return secrets as Secrets;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new SettingError(
    `${file} is damaged: delete it and start again; visitors then begin anew.`,
  );
}

function makeSecrets(): Secrets {
  return {
    session: randomBytes(48).toString('base64'),
    identity: randomBytes(48).toString('base64'),
    operatorCode: [0, 1, 2].map(() => randomLetters(4)).join('-'),
    localKey: `sk-xc-local-${randomBytes(24).toString('base64url')}`,
  };
}

/** Digits and letters that nobody confuses when reading them off a terminal. */
function randomLetters(count: number): string {
  const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
  return Array.from({ length: count }, () => alphabet[randomInt(alphabet.length)]).join('');
}

import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

type Scrypt = (
  password: string,
  salt: Buffer,
  length: number,
  cost: { N: number; r: number; p: number; maxmem: number },
) => Promise<Buffer>;

const derive = promisify(scrypt) as Scrypt;
const [blockSize, parallelization, length] = [8, 5, 32];

/** Hashes of passwords by scrypt, each with its cost and salt beside it: `scrypt$N$r$p$salt$hash`. */
export class Passwords {
  readonly #cost: number;
  #decoy: Promise<string> | undefined;

  /** @param cost scrypt's N, a power of two */
  constructor(cost: number) {
    this.#cost = cost;
  }

  async hash(password: string): Promise<string> {
    const salt = randomBytes(16);
    const cost = costOf(this.#cost, blockSize, parallelization);
    const hash = await derive(normalize(password), salt, length, cost);
    const numbers = [cost.N, cost.r, cost.p].join('$');
    return `scrypt$${numbers}$${salt.toString('base64url')}$${hash.toString('base64url')}`;
  }

  /** Whether it is the password. Without a hash to compare with it takes as long, so that no one learns who has one. */
  async verify(password: string, stored: string | null): Promise<boolean> {
    this.#decoy ??= this.hash(randomBytes(16).toString('hex'));
    const [, N, r, p, salt = '', hash = ''] = (stored ?? (await this.#decoy)).split('$');
    const cost = costOf(Number(N), Number(r), Number(p));
    const found = await derive(normalize(password), Buffer.from(salt, 'base64url'), length, cost);
    return timingSafeEqual(found, Buffer.from(hash, 'base64url')) && stored !== null;
  }
}

/** With room for scrypt's memory, which Node otherwise caps at 32 MB. */
function costOf(N: number, r: number, p: number) {
  return { N, r, p, maxmem: 256 * N * r };
}

/** The same password from another keyboard may come as other code points. */
function normalize(password: string): string {
  return password.normalize('NFKC');
}

import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Seconds that a code is for, and how many codes before and after it are taken, for clocks that differ. */
const period = 30;
const drift = 1;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A new secret of 160 bits in base32, as RFC 4226 wants it. */
export function newTotpSecret(): string {
  let bits = '';
  for (const byte of randomBytes(20)) bits += byte.toString(2).padStart(8, '0');
  return bits.replace(/.{5}/g, (five) => alphabet.charAt(Number.parseInt(five, 2)));
}

/** What an authenticator reads from a QR code. */
export function otpauthUrl(secret: string, account: string): string {
  const issuer = 'Nexevo local';
  const label = [issuer, account].map(encodeURIComponent).join(':');
  const query = new URLSearchParams({
    secret,
    issuer,
    algorithm: 'SHA1',
    digits: '6',
    period: '30',
  });
  return `otpauth://totp/${label}?${query.toString().replaceAll('+', '%20')}`;
}

/**
 * The time step a code is for (RFC 6238), when it is right and later than `usedStep`.
 * A code is good once: who saw it being typed cannot use it again.
 */
export function matchTotp(
  secret: string,
  code: string,
  { now, usedStep }: { now: number; usedStep: number },
): number | undefined {
  const current = Math.floor(now / 1000 / period);
  for (let step = current - drift; step <= current + drift; step++) {
    const isRight = timingSafeEqual(Buffer.from(totpAt(secret, step)), Buffer.from(code));
    if (isRight && step > usedStep) return step;
  }
  return undefined;
}

/** The six digits of a time step. */
function totpAt(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', decodeBase32(secret)).update(counter).digest();
  const offset = (mac.at(-1) as number) & 15;
  const number = mac.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

function decodeBase32(text: string): Buffer {
  let bits = '';
  for (const letter of text) bits += alphabet.indexOf(letter).toString(2).padStart(5, '0');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

import { randomBytes } from 'node:crypto';

type Prefix = 'conv' | 'msg' | 'gen' | 'fb' | 'trace' | 'u' | 'key' | 'evt' | 'cs' | 'org';

/** A new identifier such as `conv_9f…`: the prefix and 96 random bits in hexadecimal. */
export function newId(prefix: Prefix): string {
  return `${prefix}_${randomBytes(12).toString('hex')}`;
}

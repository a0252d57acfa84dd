import { randomBytes } from 'node:crypto';

/** A new identifier such as `conv_9f…`: the prefix and 96 random bits in hexadecimal. */
export function newId(prefix: 'conv' | 'msg' | 'gen' | 'fb' | 'trace'): string {
  return `${prefix}_${randomBytes(12).toString('hex')}`;
}

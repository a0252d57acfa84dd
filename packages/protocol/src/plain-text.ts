import { z } from 'zod';

/**
 * A visitor's words. What is no character, half of a surrogate pair or NUL, becomes U+FFFD, so that they are the same in
 * JSON, in a database and at the gateway.
 */
export const plainText = () =>
  z.string().overwrite((text) => text.toWellFormed().replaceAll('\0', '\ufffd'));

/** Whether nobody would see anything: white space, and characters that draw nothing. */
export function isBlank(text: string): boolean {
  return !/[^\s\p{Cc}\p{Default_Ignorable_Code_Point}]/u.test(text);
}

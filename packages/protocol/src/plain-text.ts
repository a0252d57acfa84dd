import { z } from 'zod';

/**
 * What a visitor writes: half of a surrogate pair and NUL, which are no characters, become U+FFFD. So it is the same in
 * JSON, in a database and at the gateway.
 */
export const plainText = () =>
  z.string().overwrite((text) => text.toWellFormed().replaceAll('\0', '\ufffd'));

/** Whether nobody would see anything: white space, and characters that draw nothing. */
export function isBlank(text: string): boolean {
  return !/[^\s\p{Cc}\p{Default_Ignorable_Code_Point}]/u.test(text);
}

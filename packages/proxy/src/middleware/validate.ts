import type { z } from 'zod';
import { ProxyError } from '../errors.ts';

/** What the schema makes of the input. @throws {ProxyError} `invalid_request`, naming the field. */
export function validate<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): z.infer<Schema> {
  const result = schema.safeParse(input ?? {});
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const field = issue?.path.join('.') || 'the body';
  throw new ProxyError('invalid_request', `${field}: ${issue?.message ?? 'is not valid'}.`);
}

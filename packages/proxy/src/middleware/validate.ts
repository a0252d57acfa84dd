import type { z } from 'zod';
import { ProxyError } from '../errors.ts';
import { describeIssue, shortName } from './describe-issue.ts';

/** What the schema makes of a body; none is an empty one. @throws {ProxyError} `invalid_request`, naming the field. */
export function validate<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  whole = 'the body',
): z.infer<Schema> {
  const result = schema.safeParse(input === undefined ? {} : input, { error: describeIssue });
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const field = shortName(issue?.path.join('.') ?? '') || whole;
  throw new ProxyError('invalid_request', `${field}: ${issue?.message ?? 'is not valid'}.`);
}

/** The same of what stands behind the `?`. */
export function validateQuery<Schema extends z.ZodType>(
  schema: Schema,
  query: unknown,
): z.infer<Schema> {
  return validate(schema, query, 'the query');
}

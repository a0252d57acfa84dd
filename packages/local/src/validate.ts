import { z } from 'zod';
import { ApiError, type ApiErrorCode } from './errors.ts';

/** Reads a value by a schema. @throws {ApiError} with `code`, naming the first field that is wrong */
export function validate<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  code: ApiErrorCode = 'validation_error',
): z.infer<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const field = issue?.path.join('.');
  throw new ApiError(code, `${field ? `${field}: ` : ''}${issue?.message ?? 'is not valid'}`);
}

/** `?days=`: a whole number of days up to today. */
export const daysQuery = z.object({ days: z.coerce.number().int().min(1).max(365).default(7) });

/** A name for people: 1–100 characters, counted as code points, not only spaces. */
export const name = z
  .string()
  .refine((text) => text.trim() !== '' && [...text].length <= 100, 'must be 1–100 characters');

/** An address to write to. */
export const email = z.email('must be an e-mail address').max(254);

import { z } from 'zod';

/** What one reply took, as the gateway counts. */
export const tokenUsage = z.object({
  input_tokens: z.number().int().nonnegative(),
  output_tokens: z.number().int().nonnegative(),
});
export type TokenUsage = z.infer<typeof tokenUsage>;

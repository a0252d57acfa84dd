import { z } from 'zod';

/** Longest context as JSON, in UTF-8 bytes. */
export const maxContextBytes = 2000;

/**
 * What the page tells of itself beside a message: `{page: '/pricing', plan: 'trial'}`. Only keys that the operator
 * allows are taken. The model gets it as data that nobody vouches for.
 */
export const messageContext = z
  .record(
    z
      .string()
      .regex(
        /^[A-Za-z][\w.-]{0,63}$/,
        'is a letter, then at most 63 letters, digits, "_", "." or "-"',
      ),
    z.union([z.string(), z.number(), z.boolean()]),
  )
  .refine(
    (context) => new TextEncoder().encode(JSON.stringify(context)).length <= maxContextBytes,
    `must be at most ${maxContextBytes} bytes`,
  );
export type MessageContext = z.infer<typeof messageContext>;

import { z } from 'zod';
import { plainText } from './plain-text.ts';

/** Longest context as JSON, in UTF-8 bytes. */
export const maxContextBytes = 2000;

/**
 * What the page tells of itself beside a message: `{page: '/pricing', plan: 'trial'}`. Only keys that the operator
 * allows are taken. The model gets it as data that nobody vouches for.
 */
export const messageContext = z.record(
  z
    .string()
    .regex(
      /^[A-Za-z][\w.-]{0,63}$/,
      'must be a letter, then at most 63 letters, digits, "_", "." or "-"',
    ),
  z.union([plainText(), z.number(), z.boolean()]),
);
export type MessageContext = z.infer<typeof messageContext>;

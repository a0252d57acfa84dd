import { z } from 'zod';
import { errorBody } from './errors.ts';
import { feedback } from './feedback.ts';
import { clientId, serverId, timestamp } from './ids.ts';

/** Why a reply stopped short. */
export const incompleteReason = z.enum([
  'stopped',
  'disconnected',
  'upstream_lost',
  'length',
  'shutdown',
  'interrupted',
]);
export type IncompleteReason = z.infer<typeof incompleteReason>;

export const message = z.object({
  id: z.string(),
  conversation_id: z.string(),
  /** The message this one answers or follows; `null` for the first. */
  parent_id: z.string().nullable(),
  role: z.enum(['user', 'assistant']),
  text: z.string(),
  /** `running` while a run writes it; `failed` when nothing could be written. */
  status: z.enum(['running', 'complete', 'incomplete', 'failed']),
  created_at: timestamp,
  /** On a visitor's own message: the id the browser gave it. */
  client_message_id: z.string().optional(),
  /** With `incomplete`. */
  reason: incompleteReason.optional(),
  /** With `failed`. */
  error: errorBody.optional(),
  /** Whether 👍/👎 can reach the gateway: it needs a generation id. */
  ratable: z.boolean().optional(),
  feedback: feedback.optional(),
});
export type Message = z.infer<typeof message>;

/** `POST /messages` */
export const messageRequest = z.strictObject({
  client_message_id: clientId,
  text: z.string().min(1),
  conversation_id: serverId.optional(),
  /** The message this one follows. Default: the active leaf. */
  parent_id: serverId.optional(),
});
export type MessageRequest = z.infer<typeof messageRequest>;

/**
 * `POST /messages/:id/regenerate` on a reply: `again` asks for another answer to the same question, `continue` for one
 * that begins with the text of this incomplete one and goes on.
 */
export const regenerateRequest = z.strictObject({
  client_run_id: clientId,
  mode: z.enum(['again', 'continue']).default('again'),
});
export type RegenerateRequest = z.input<typeof regenerateRequest>;

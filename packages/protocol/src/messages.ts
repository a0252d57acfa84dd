import { z } from 'zod';
import { messageContext } from './context.ts';
import { errorBody } from './errors.ts';
import { feedback } from './feedback.ts';
import { clientId, serverId, timestamp } from './ids.ts';
import { plainText } from './plain-text.ts';
import { tokenUsage } from './token-usage.ts';

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
  /**
   * Where there are several with this parent, e.g. answers to one question: all their ids, this one's included, in the
   * order of their making.
   */
  sibling_ids: z.array(z.string()).optional(),
  /** On a visitor's own message: the id the browser gave it. */
  client_message_id: z.string().optional(),
  /** On a visitor's own message: what the page told beside it. */
  context: messageContext.optional(),
  /** What the model thought aloud before it answered. Never sent back to it. */
  reasoning: z.string().optional(),
  /** How long it thought, in milliseconds. */
  reasoning_ms: z.number().int().nonnegative().optional(),
  /** What the reply took, where the operator shows it. */
  usage: tokenUsage.optional(),
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
  text: plainText().min(1),
  conversation_id: serverId.optional(),
  /**
   * The reply this one follows; `null` for none, which begins the conversation anew. Default: the active leaf. Naming
   * the parent of an earlier question asks that one again in other words, on a branch of its own.
   */
  parent_id: serverId.nullable().optional(),
  context: messageContext.optional(),
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

import { z } from 'zod';
import { timestamp } from './ids.ts';

/** `POST /session` */
export const sessionRequest = z.strictObject({
  /** A JWT the site's own server signed for its signed-in visitor or operator. */
  identity_token: z.string().max(8192).optional(),
});
export type SessionRequest = z.infer<typeof sessionRequest>;

export const visitor = z.object({
  /** Tells one visitor from another, and says nothing about either. */
  id: z.string(),
  kind: z.enum(['anonymous', 'identified']),
  /** Whether this visitor may read the operator routes. */
  operator: z.boolean(),
});
export type Visitor = z.infer<typeof visitor>;

/** What the component needs to know of the operator's choices. */
export const widgetConfig = z.object({
  /**
   * Changes with any of the others. Every answer of the API has the current one in its header `Nexevo-Config`; where
   * that differs, `POST /session` with the bearer brings the new config.
   */
  version: z.string(),
  /** Longest message the proxy accepts, in Unicode code points. */
  max_message_length: z.number().int().positive(),
  /** Longest feedback comment, in Unicode code points. */
  max_comment_length: z.number().int().positive(),
  /** Keys that a message's `context` may have. */
  context_keys: z.array(z.string()),
  /** Longest `context` as JSON, in UTF-8 bytes. */
  max_context_bytes: z.number().int().positive(),
  /** Whether replies tell what they took. */
  show_usage: z.boolean(),
  /** Tags offered with 👍 and 👎, as the gateway knows them. */
  feedback_tags: z.object({ positive: z.array(z.string()), negative: z.array(z.string()) }),
});
export type WidgetConfig = z.infer<typeof widgetConfig>;

export const sessionResponse = z.object({
  /** Send it as `Authorization: Bearer …` with every other request. */
  token: z.string(),
  expires_at: timestamp,
  /** Seconds from now to `expires_at`, for a browser whose clock is wrong. */
  expires_in: z.number().int().positive(),
  visitor,
  config: widgetConfig,
});
export type SessionResponse = z.infer<typeof sessionResponse>;

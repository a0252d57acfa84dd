import { z } from 'zod';
import { conversation } from './conversations.ts';
import { timestamp } from './ids.ts';
import { message } from './messages.ts';
import { tokenUsage } from './token-usage.ts';

/** A message with everything that is kept beside its text. Its versions are those with its `parent_id`. */
export const exportedMessage = message.omit({ sibling_ids: true }).extend({
  /** The gateway's name for this reply; feedback is filed under it. */
  generation_id: z.string().optional(),
  finish_reason: z.string().optional(),
  usage: tokenUsage.optional(),
});
export type ExportedMessage = z.infer<typeof exportedMessage>;

/** A conversation with all its branches, also one that was deleted and is not erased yet. */
export const exportedConversation = conversation.extend({
  deleted_at: timestamp.optional(),
  /** The name of its copy at the gateway. */
  upstream_id: z.string().optional(),
  /** In the order in which they were written; `parent_id` makes the tree. */
  messages: z.array(exportedMessage),
});
export type ExportedConversation = z.infer<typeof exportedConversation>;

/** What a visitor's replies took on one UTC day, those included that are being written. */
export const tokenDay = z.object({ date: z.iso.date(), tokens: z.number().int().nonnegative() });
export type TokenDay = z.infer<typeof tokenDay>;

/** `GET /visitor/export`: everything that is held on the asking visitor, as one JSON document that is streamed. */
export const visitorExport = z.object({
  /** The visitor's name in the store: `anon:…`, or `id:[issuer,subject]`. */
  visitor: z.string(),
  exported_at: timestamp,
  /** Oldest first; empty where no limit of tokens is set. */
  token_days: z.array(tokenDay),
  conversations: z.array(exportedConversation),
});
export type VisitorExport = z.infer<typeof visitorExport>;

import { z } from 'zod';
import { serverId, timestamp } from './ids.ts';
import { message } from './messages.ts';
import { isBlank, plainText } from './plain-text.ts';

export const conversation = z.object({
  id: z.string(),
  /** `null` until the first message names it. */
  title: z.string().nullable(),
  pinned: z.boolean(),
  created_at: timestamp,
  updated_at: timestamp,
  /** The leaf of the branch that is shown. */
  active_message_id: z.string().nullable(),
});
export type Conversation = z.infer<typeof conversation>;

const title = plainText()
  .trim()
  .min(1)
  .max(200)
  .refine((text) => !isBlank(text), 'must not be blank');

/** `POST /conversations` */
export const createConversationRequest = z.strictObject({ title: title.optional() });
export type CreateConversationRequest = z.infer<typeof createConversationRequest>;

/** `PATCH /conversations/:id` */
export const updateConversationRequest = z
  .strictObject({
    title: title.optional(),
    pinned: z.boolean().optional(),
    /** Shows the branch through this message, to its latest end. */
    active_message_id: serverId.optional(),
  })
  .refine((change) => Object.keys(change).length > 0, 'must change something');
export type UpdateConversationRequest = z.infer<typeof updateConversationRequest>;

const limit = (standard: number) => z.coerce.number().int().min(1).max(100).default(standard);

/** `GET /conversations` */
export const listConversationsQuery = z.strictObject({
  limit: limit(30),
  /** `next_cursor` of the page before. */
  cursor: z.string().max(200).optional(),
  /** Search in titles and texts. */
  q: plainText().trim().max(200).optional(),
});

export const conversationList = z.object({
  conversations: z.array(conversation),
  next_cursor: z.string().nullable(),
});
export type ConversationList = z.infer<typeof conversationList>;

/** `GET /conversations/:id` */
export const getConversationQuery = z.strictObject({
  limit: limit(50),
  /** A message id: the page ends before it, on whatever branch it is. */
  before: serverId.optional(),
});

export const conversationDetail = z.object({
  conversation,
  /** The active branch, oldest first. */
  messages: z.array(message),
  /** Whether older messages exist; ask with `before` = the first one's id. */
  has_more: z.boolean(),
  /**
   * The reply that is being written; it need not be on the active branch. Its message is as of `last_event_id`: who
   * follows it with that as `Last-Event-ID` misses nothing. With 0, as where another process writes it, all of it comes.
   */
  active_run: z
    .object({ id: z.string(), message_id: z.string(), last_event_id: z.number().int() })
    .optional(),
});
export type ConversationDetail = z.infer<typeof conversationDetail>;

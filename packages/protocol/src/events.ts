import { z } from 'zod';
import { conversation } from './conversations.ts';
import { errorBody } from './errors.ts';
import { incompleteReason, message } from './messages.ts';
import { tokenUsage } from './token-usage.ts';

/**
 * The data of each server-sent event of a run, by event name.
 * Every one but `ping` has an id that counts from 1; exactly one of `done`, `incomplete`, `error` ends a run.
 */
export const runEvents = {
  /** Everything is stored; `message` is the visitor's, `reply` the one that is being written. */
  accepted: z.object({ conversation, message, reply: message, run_id: z.string() }),
  /** Waiting for the gateway: 1 is next, and 0 says that the wait is over. */
  queued: z.object({ position: z.number().int().nonnegative() }),
  /** A piece of what the model thinks aloud before it answers, and how long it has thought by then. */
  reasoning: z.object({ text: z.string(), ms: z.number().int().nonnegative() }),
  delta: z.object({ text: z.string() }),
  /** The whole text so far, for a reader that joins late, and where text has turned out to be thinking. It replaces what the reader has. */
  snapshot: z.object({
    text: z.string(),
    reasoning: z.string(),
    reasoning_ms: z.number().int().nonnegative().optional(),
  }),
  ping: z.object({}),
  /** `usage` where the operator shows it; it is in the message, too. */
  done: z.object({ message, finish_reason: z.string(), usage: tokenUsage.optional() }),
  incomplete: z.object({ message, reason: incompleteReason }),
  error: z.object({ error: errorBody, message }),
} as const;

export type RunEventName = keyof typeof runEvents;
export type RunEventData = { [Name in RunEventName]: z.infer<(typeof runEvents)[Name]> };
/** One event as a discriminated union on `event`; `id` is absent on `ping`. */
export type RunEvent = {
  [Name in RunEventName]: { event: Name; id?: number; data: RunEventData[Name] };
}[RunEventName];

export const finalEvents = ['done', 'incomplete', 'error'] as const;

/** `POST /runs/:id/stop`: the id is a run's, or the `client_message_id` of a message whose run id has not arrived yet. */
export const stopResponse = z.object({ stopped: z.boolean() });
export type StopResponse = z.infer<typeof stopResponse>;

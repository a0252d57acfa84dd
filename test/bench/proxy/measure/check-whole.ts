import { type PacedReply, textFor } from '../../../chaos/load/paced-reply.ts';
import type { StreamOutcome } from '../../../chaos/load/read-stream.ts';

/** A figure of a reply that is not whole is worth nothing. */
export function checkWhole(reply: PacedReply, { status, text, ending }: StreamOutcome): void {
  if (status === 200 && ending === 'done' && text === textFor(reply.name, reply.chunks)) return;
  throw new Error(`${reply.name}: status ${status}, ${ending}, ${text.length} characters`);
}

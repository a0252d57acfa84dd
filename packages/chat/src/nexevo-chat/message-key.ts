import type { ThreadMessage } from '../conversation.ts';

/** A draft, the message it becomes, and all versions of it are the same thing on the screen. */
export function keyOf({ id, parent_id, sibling_ids, client_message_id }: ThreadMessage): string {
  return parent_id ?? `/${sibling_ids?.[0] ?? client_message_id ?? id}`;
}

import type { MessageRequest } from '@nexevo/protocol';
import type { ThreadMessage } from './conversation-state.ts';

/** What is posted for a draft. Sent again it is the same. */
export function requestOf(draft: ThreadMessage): MessageRequest {
  const { id, text, conversation_id, parent_id, edits, context } = draft;
  return {
    client_message_id: id,
    text,
    ...(conversation_id && { conversation_id }),
    ...(edits && { parent_id }),
    ...(context && { context }),
  };
}

import type { MessageContext, MessageRequest } from '@nexevo/protocol';
import type { ThreadMessage } from './conversation-state.ts';

/** Beside the text of a message. */
export interface Sending {
  /** Of a message that is sent again. */
  id?: string;
  /** The question in whose place it is asked. */
  edits?: string | undefined;
  /** What the page tells beside it. */
  context?: MessageContext | undefined;
}

/** What is posted for a draft. Sent again it is the same. */
export function requestOf(draft: ThreadMessage): MessageRequest {
  const { id, text, conversation_id, parent_id, edits, context } = draft;
  return {
    client_message_id: id,
    text,
    conversation_id: conversation_id || undefined,
    parent_id: edits && parent_id,
    context,
  };
}

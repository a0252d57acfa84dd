import { type ThreadMessage, without } from './conversation-state.ts';

/** A message whose conversation is gone before it arrived: it is to begin another. */
export function orphaned(message: ThreadMessage): ThreadMessage {
  return { ...without(message, 'edits', 'sibling_ids'), conversation_id: '', parent_id: null };
}

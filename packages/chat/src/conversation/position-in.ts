import type { RunPosition } from '../api/run-stream.ts';
import type { ConversationState } from './conversation-state.ts';

/** How far the run of a conversation has been read. */
export function positionIn({ run }: ConversationState): RunPosition | undefined {
  if (!run?.id) return undefined;
  return { runId: run.id, ...(run.lastEventId && { lastEventId: run.lastEventId }) };
}

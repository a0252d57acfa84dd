import type { Ledger } from './ledger.ts';
import type { Stored, StoredMessage } from './stored.ts';

/** What is wrong with the proxy's own record: messages lost or doubled, threads that are none. */
export function checkThreads(stored: Stored, ledger: Ledger): string[] {
  const problems: string[] = [];
  const byId = new Map(stored.messages.map((message) => [message.id, message]));
  const gone = (id: string) => ledger.deleted.has(id) || ledger.maybeDeleted.has(id);

  for (const { messageId, replyId, conversationId, text } of ledger.accepted.values()) {
    if (gone(conversationId)) continue;
    if (byId.get(messageId)?.text !== text) problems.push(`lost: message ${messageId}`);
    if (byId.get(replyId)?.parent_id !== messageId) problems.push(`lost: reply ${replyId}`);
  }
  const clientIds = stored.messages.flatMap(({ client_message_id: id }) => id ?? []);
  if (new Set(clientIds).size !== clientIds.length) problems.push('a message is there twice');
  if (stored.activeRuns > 0) problems.push(`${stored.activeRuns} runs never ended`);

  for (const message of stored.messages) {
    const problem = malformed(message, byId);
    if (problem) problems.push(`${message.id} ${problem}`);
  }
  for (const { id, active_message_id: active, deleted_at } of stored.conversations) {
    if (deleted_at !== null) problems.push(`${id} is deleted and still there`);
    if (active === null || byId.get(active)?.conversation_id !== id) {
      problems.push(`${id} shows a message that is not its own`);
    }
  }
  const answered = new Set(stored.messages.map(({ parent_id }) => parent_id));
  for (const { id, role } of stored.messages) {
    if (role === 'user' && !answered.has(id)) problems.push(`${id} has no reply`);
  }
  for (const id of ledger.deleted) {
    const isThere = stored.messages.some(({ conversation_id }) => conversation_id === id);
    if (isThere || stored.conversations.some((one) => one.id === id)) {
      problems.push(`${id} came back`);
    }
  }
  return problems;
}

function malformed(message: StoredMessage, byId: Map<string, StoredMessage>): string | undefined {
  const { role, parent_id, status, reason, conversation_id } = message;
  const parent = parent_id === null ? undefined : byId.get(parent_id);
  if (status === 'running') return 'is still being written';
  if (status === 'incomplete' && reason === null) return 'is incomplete without a reason';
  if (parent_id !== null && parent?.conversation_id !== conversation_id)
    return 'has a foreign parent';
  if (role === 'assistant' && parent?.role !== 'user') return 'answers nothing';
  if (role === 'user' && parent && parent.role !== 'assistant') return 'follows no answer';
  return undefined;
}

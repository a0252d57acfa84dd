import type { ProxyClient } from './api/proxy-client.ts';
import type { ThreadMessage } from './conversation.ts';
import type { KeptTexts } from './kept-texts.ts';
import type { Thread } from './thread.ts';
import type { ThreadFact } from './thread-facts.ts';

/** A message is taken up that was written before this page, and has not arrived. */
export function restoreMessage(thread: Thread, message: ThreadMessage): void {
  thread.dispatch({ type: 'restored', message });
  sendWaiting(thread);
}

/** What the visitor has written stays in this browser until the proxy has it. */
export function keepWritten(thread: Thread, { type }: ThreadFact, texts: KeptTexts): void {
  const { messages } = thread.state;
  if (type === 'change') for (const message of messages) if (message.pending) texts.keep(message);
  if (type === 'accepted' || type === 'read')
    for (const { client_message_id, pending } of messages.slice(-4))
      if (client_message_id && !pending) texts.drop(client_message_id);
  // A run that was joined has put what waits for its end out of sight.
  if (type === 'read' || type === 'reply-end')
    for (const message of texts.unsent)
      if (message.conversation_id === thread.id) restoreMessage(thread, message);
}

/** Sends what waits for its turn, once the conversation has been read. */
function sendWaiting(thread: Thread): void {
  const { run, status, messages } = thread.state;
  const next = messages.find(({ pending, problem }) => pending && !problem);
  if (next && !run && status === 'ready') thread.send(next.text, { id: next.id });
}

/** Takes back what waits for the connection: its text. */
export function withdraw(thread: Thread, client: ProxyClient): string | undefined {
  const { run } = thread.state;
  if (!run?.lost || run.id || !run.clientId) return undefined;
  // It may have arrived all the same.
  client.stopRun(run.clientId).catch(() => undefined);
  return takeOut(thread);
}

/** What is on its way is not to be sent: its text. The question in whose place it stood comes back. */
export function takeOut(thread: Thread): string | undefined {
  const { run, messages } = thread.state;
  const draft = messages.find(({ id }) => id === run?.clientId);
  thread.pause();
  thread.dispatch({ type: 'withdrawn' });
  if (draft?.edits && thread.id) void thread.load(thread.id);
  return draft?.text;
}

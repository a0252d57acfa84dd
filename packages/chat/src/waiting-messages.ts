import type { ProxyClient } from './api/proxy-client.ts';
import type { ThreadMessage } from './conversation.ts';
import type { Thread } from './thread.ts';

/** A message is taken up that was written before this page, and has not arrived. */
export function restoreMessage(thread: Thread, message: ThreadMessage): void {
  thread.dispatch({ type: 'restored', message });
  sendWaiting(thread);
}

/** Sends what waits for its turn, once the conversation has been read. */
export function sendWaiting(thread: Thread): void {
  const { run, status, messages } = thread.state;
  const next = messages.find(({ pending, problem }) => pending && !problem);
  if (next && !run && status === 'ready') thread.send(next.text, { id: next.id });
}

/** Takes back what waits for the connection: its text. */
export function withdraw(thread: Thread, client: ProxyClient): string | undefined {
  const { run, messages } = thread.state;
  if (!run?.lost || run.id || !run.clientId) return undefined;
  const draft = messages.find(({ id }) => id === run.clientId);
  thread.pause();
  thread.dispatch({ type: 'withdrawn' });
  // It may have arrived all the same.
  client.stopRun(run.clientId).catch(() => undefined);
  if (draft?.edits && thread.id) void thread.load(thread.id);
  return draft?.text;
}

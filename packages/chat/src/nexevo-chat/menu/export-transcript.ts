import type { Message } from '@nexevo/protocol';
import type { ProxyClient } from '../../api/proxy-client.ts';
import type { ConversationState, ThreadMessage } from '../../conversation.ts';
import type { ChatStrings } from '../../messages/chat-strings.ts';

export type TranscriptFormat = 'markdown' | 'json';

interface TranscriptSource {
  client: ProxyClient | undefined;
  state: ConversationState;
  strings: ChatStrings;
}

/** The shown branch of a conversation from its first message on, without what a model thought aloud. */
export async function exportTranscript(
  format: TranscriptFormat,
  source: TranscriptSource,
): Promise<string> {
  const messages = await readAll(source);
  return format === 'json' ? toJson(messages, source) : toMarkdown(messages, source);
}

/** What is not on the screen yet is asked for, page by page. */
async function readAll({ client, state }: TranscriptSource): Promise<readonly Message[]> {
  const { conversation, messages, hasMore } = state;
  const all: Message[] = messages.filter(({ pending }: ThreadMessage) => !pending);
  let more = hasMore;
  while (more && client && conversation && all[0]) {
    const page = await client.getConversation(conversation.id, { before: all[0].id });
    all.unshift(...page.messages);
    more = page.has_more && page.messages.length > 0;
  }
  return all;
}

function toJson(messages: readonly Message[], { state }: TranscriptSource): string {
  const { id, title = null, created_at } = state.conversation ?? {};
  const said = messages.map(({ role, text, created_at: at, status, reason, feedback }) => ({
    role,
    text,
    created_at: at,
    ...(status !== 'complete' && { status }),
    ...(reason && { reason }),
    ...(feedback && { feedback }),
  }));
  return `${JSON.stringify({ conversation: { id, title, created_at }, messages: said }, null, 2)}\n`;
}

function toMarkdown(messages: readonly Message[], { state, strings }: TranscriptSource) {
  const moment = new Intl.DateTimeFormat(strings.tag, { dateStyle: 'medium', timeStyle: 'short' });
  const parts = messages.map(({ role, text, created_at, reason }) =>
    [
      `## ${role === 'user' ? strings.you : strings.assistant}`,
      `*${moment.format(new Date(created_at))}*`,
      text,
      ...(reason ? [`*${strings.incomplete[reason]}*`] : []),
    ].join('\n\n'),
  );
  const title = state.conversation?.title ?? strings.untitled;
  return `${[`# ${title.replace(/\s+/g, ' ')}`, ...parts].join('\n\n')}\n`;
}

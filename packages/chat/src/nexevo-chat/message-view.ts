import type { Feedback, WidgetConfig } from '@nexevo/protocol';
import type { RepeatMode, ThreadMessage } from '../conversation.ts';
import type { MarkdownOptions } from '../markdown/markdown-stream.ts';
import type { ChatStrings } from '../messages/chat-strings.ts';
import type { Handoff } from './handoff.ts';

/** What all messages of a chat are shown with. */
export interface MessageView extends Pick<MarkdownOptions, 'imageHosts' | 'blockRenderers'> {
  strings: ChatStrings;
  config: WidgetConfig | undefined;
  handoff: Handoff | undefined;
}

/** Whether any of it is another. */
export function differs(view: MessageView, before: MessageView | undefined): boolean {
  return (Object.keys(view) as (keyof MessageView)[]).some((name) => view[name] !== before?.[name]);
}

/** What the visitor asks about one message: the detail of `message-ask`. */
export type MessageAsk =
  /** The message could not be sent, or is to be answered again. */
  | { type: 'repeat'; message: ThreadMessage; mode?: RepeatMode }
  | { type: 'edit'; message: ThreadMessage; text: string }
  /** Takes back what could not be sent; `again`: to write it in other words. */
  | { type: 'drop'; message: ThreadMessage; again?: boolean }
  /** Shows another version of the message. */
  | { type: 'choose'; id: string }
  | { type: 'rate'; id: string; feedback: Feedback };

import type { Run, ThreadMessage } from '../conversation.ts';
import type { NexevoChatMessage } from './message.ts';
import { keyOf } from './message-key.ts';
import type { MessageView } from './message-view.ts';
import { placeKeyed } from './place-keyed.ts';

/** Some messages in a row. */
export interface MessageRow {
  messages: readonly ThreadMessage[];
  view: MessageView;
  run: Run | undefined;
  /** When the message before the first one here was written. */
  precededAt: string | undefined;
}

/** Shows a row of messages in `parent`. One that is being answered anew makes place for the new answer. */
export function placeMessages(
  parent: Element,
  { messages, view, run, precededAt }: MessageRow,
  { newest, onNew }: { newest?: boolean; onNew?(message: NexevoChatMessage): void } = {},
): void {
  const hidden = run?.mode === 'continue' ? undefined : run?.replaces;
  const shown = hidden ? messages.filter(({ id }) => id !== hidden) : messages;
  placeKeyed(parent, shown, keyOf, 'nexevo-chat-message', (element, message, index) => {
    if (!element.message) onNew?.(element);
    Object.assign(element, {
      message,
      view,
      busy: !!run,
      run: run && [run.replyId, run.clientId].includes(message.id) ? run : undefined,
      repeatable: newest && !run && message === messages.at(-1),
      precededAt: shown[index - 1]?.created_at ?? precededAt,
    });
  });
}

declare global {
  interface HTMLElementTagNameMap {
    'nexevo-chat-message': NexevoChatMessage;
  }
}

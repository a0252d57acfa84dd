import { NexevoChatComposer } from './composer.ts';
import { NexevoChatCopy } from './copy-button.ts';
import { NexevoChatFeedback } from './feedback-form.ts';
import { NexevoChatMarkdown } from './markdown-view.ts';
import { NexevoChatMessage } from './message.ts';
import { NexevoChatTranscript } from './transcript.ts';

/** The elements `<nexevo-chat>` is made of. They are of no use outside it. */
export const chatParts: Readonly<Record<string, CustomElementConstructor>> = {
  'nexevo-chat-composer': NexevoChatComposer,
  'nexevo-chat-copy': NexevoChatCopy,
  'nexevo-chat-feedback': NexevoChatFeedback,
  'nexevo-chat-markdown': NexevoChatMarkdown,
  'nexevo-chat-message': NexevoChatMessage,
  'nexevo-chat-transcript': NexevoChatTranscript,
};

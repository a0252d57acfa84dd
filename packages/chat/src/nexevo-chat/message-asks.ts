import { NexevoFeedbackEvent } from '../events.ts';
import type { ChatStrings } from '../messages/chat-strings.ts';
import type { Thread } from '../thread.ts';
import type { MessageAsk } from './message-view.ts';

interface Outcome {
  /** The visitor goes on at the end, with a reply on its way or a draft. */
  asked?: boolean | undefined;
  /** What the page is told. */
  event?: Event;
  /** What a screen reader says. */
  said?: string;
}

/** Does what the visitor asks about a message, and says what came of it. */
export async function answerAsk(
  ask: MessageAsk,
  {
    thread,
    send,
    strings,
  }: { thread: Thread; send(text: string, edits: string): boolean; strings: ChatStrings },
): Promise<Outcome> {
  switch (ask.type) {
    case 'repeat': {
      const { id, role, text, retry } = ask.message;
      if (role === 'user') thread.send(text, { id });
      // What failed on the way to its end goes on; what failed before its first word is asked again.
      else thread.regenerate(id, ask.mode ?? retry?.mode ?? (text ? 'continue' : 'again'));
      return { asked: true };
    }
    case 'edit':
      return { asked: send(ask.text, ask.message.id) };
    case 'drop': {
      const { id, edits, conversation_id } = ask.message;
      thread.dispatch({ type: 'withdrawn', id });
      // The question in whose place it stood comes back.
      if (edits) await thread.load(conversation_id);
      return { asked: ask.again };
    }
    case 'choose':
      if (!thread.state.run) await thread.load(thread.id!, ask.id);
      return {};
    case 'rate': {
      const { id, feedback } = ask;
      if (!(await thread.rate(id, feedback))) return { said: strings.feedbackFailed };
      return { said: strings.feedbackThanks, event: new NexevoFeedbackEvent(id, feedback) };
    }
  }
}

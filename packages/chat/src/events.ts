import type { Feedback, Message } from '@nexevo/protocol';
import type { ChatErrorCode } from './api/errors.ts';

const composed = { bubbles: true, composed: true };

/** Before a message is sent. `preventDefault()` keeps it, and its text, in the composer. */
export class NexevoBeforeSendEvent extends Event {
  readonly text: string;
  constructor(text: string) {
    super('nexevo-before-send', { ...composed, cancelable: true });
    this.text = text;
  }
}

/** The proxy has stored a message of the visitor's. */
export class NexevoSendEvent extends Event {
  readonly message: Message;
  constructor(message: Message) {
    super('nexevo-send', composed);
    this.message = message;
  }
}

/** The first text of a reply has arrived. */
export class NexevoReplyStartEvent extends Event {
  readonly message: Message;
  constructor(message: Message) {
    super('nexevo-reply-start', composed);
    this.message = message;
  }
}

/** A reply is over: complete, incomplete or failed, as `message.status` says. */
export class NexevoReplyEndEvent extends Event {
  readonly message: Message;
  constructor(message: Message) {
    super('nexevo-reply-end', composed);
    this.message = message;
  }
}

/** The visitor's vote on a reply was stored. */
export class NexevoFeedbackEvent extends Event {
  readonly messageId: string;
  readonly feedback: Feedback;
  constructor(messageId: string, feedback: Feedback) {
    super('nexevo-feedback', composed);
    this.messageId = messageId;
    this.feedback = feedback;
  }
}

/** The visitor follows the page's `handoff`. `preventDefault()` keeps the link closed, for a page with a way of its own. */
export class NexevoHandoffEvent extends Event {
  constructor() {
    super('nexevo-handoff', { ...composed, cancelable: true });
  }
}

/** Another conversation is shown; `null` is a new one that has no id yet. */
export class NexevoConversationChangeEvent extends Event {
  readonly conversationId: string | null;
  constructor(conversationId: string | null) {
    super('nexevo-conversation-change', composed);
    this.conversationId = conversationId;
  }
}

/** Something failed. The visitor has been told where that matters; this is for the page's own logs. */
export class NexevoErrorEvent extends Event {
  readonly code: ChatErrorCode;
  readonly error: Error;
  /** For the gateway's support. */
  readonly traceId: string | undefined;
  /** For the proxy's log. */
  readonly requestId: string | undefined;
  constructor(code: ChatErrorCode, error: Error, traceId?: string, requestId?: string) {
    super('nexevo-error', composed);
    this.code = code;
    this.error = error;
    this.traceId = traceId;
    this.requestId = requestId;
  }
}

/** The element has rendered and its methods work. */
export class NexevoReadyEvent extends Event {
  constructor() {
    super('nexevo-ready', composed);
  }
}

/** The visitor, or a method, has opened the bubble. */
export class NexevoOpenEvent extends Event {
  constructor() {
    super('nexevo-open', composed);
  }
}

/** The visitor, or a method, has closed the bubble. */
export class NexevoCloseEvent extends Event {
  constructor() {
    super('nexevo-close', composed);
  }
}

declare global {
  interface HTMLElementEventMap {
    'nexevo-before-send': NexevoBeforeSendEvent;
    'nexevo-send': NexevoSendEvent;
    'nexevo-reply-start': NexevoReplyStartEvent;
    'nexevo-reply-end': NexevoReplyEndEvent;
    'nexevo-feedback': NexevoFeedbackEvent;
    'nexevo-handoff': NexevoHandoffEvent;
    'nexevo-conversation-change': NexevoConversationChangeEvent;
    'nexevo-error': NexevoErrorEvent;
    'nexevo-open': NexevoOpenEvent;
    'nexevo-close': NexevoCloseEvent;
    'nexevo-ready': NexevoReadyEvent;
  }
}

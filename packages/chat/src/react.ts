import { createComponent, type EventName } from '@lit/react';
import * as React from 'react';
import './define.ts';
import type * as events from './events.ts';
import { NexevoChat as ChatElement } from './nexevo-chat/nexevo-chat.ts';
import { NexevoUsage as UsageElement } from './nexevo-usage/nexevo-usage.ts';
import type { NexevoCheckoutEvent } from './nexevo-usage/usage-events.ts';

/** `<nexevo-chat>` as a React component: its properties are props, its events are callbacks. */
export const NexevoChat = createComponent({
  react: React,
  tagName: 'nexevo-chat',
  elementClass: ChatElement,
  events: {
    onReady: 'nexevo-ready' as EventName<events.NexevoReadyEvent>,
    onBeforeSend: 'nexevo-before-send' as EventName<events.NexevoBeforeSendEvent>,
    onSend: 'nexevo-send' as EventName<events.NexevoSendEvent>,
    onReplyStart: 'nexevo-reply-start' as EventName<events.NexevoReplyStartEvent>,
    onReplyEnd: 'nexevo-reply-end' as EventName<events.NexevoReplyEndEvent>,
    onFeedback: 'nexevo-feedback' as EventName<events.NexevoFeedbackEvent>,
    onHandoff: 'nexevo-handoff' as EventName<events.NexevoHandoffEvent>,
    onConversationChange:
      'nexevo-conversation-change' as EventName<events.NexevoConversationChangeEvent>,
    onOpen: 'nexevo-open' as EventName<events.NexevoOpenEvent>,
    onClose: 'nexevo-close' as EventName<events.NexevoCloseEvent>,
    onError: 'nexevo-error' as EventName<events.NexevoErrorEvent>,
  },
});

/** `<nexevo-usage>` as a React component. */
export const NexevoUsage = createComponent({
  react: React,
  tagName: 'nexevo-usage',
  elementClass: UsageElement,
  events: { onCheckout: 'nexevo-checkout' as EventName<NexevoCheckoutEvent> },
});

import type { Conversation, Feedback, WidgetConfig } from '@nexevo/protocol';
import { html, nothing } from 'lit';
import type { Connection } from '../connection.ts';
import type { ConversationState, ThreadMessage } from '../conversation.ts';
import type { ChatStrings } from '../messages/chat-strings.ts';
import { renderHeader } from './header.ts';
import { icons } from './icons.ts';
import type { PartEvent } from './light-element.ts';
import type { NexevoChat } from './nexevo-chat.ts';
import { type Prompt, renderWelcome } from './welcome.ts';

/** Everything the chat shows, and what the visitor can ask of it. */
export interface FrameView {
  chat: NexevoChat;
  strings: ChatStrings;
  direction: 'ltr' | 'rtl';
  connection: Connection | undefined;
  conversation: ConversationState;
  wide: boolean;
  historyOpen: boolean;
  announcement: string;
  onAnnounce(words: string): void;
  onHistory(): void;
  onClose(): void;
  onNew(): void;
  onOpen(conversation: Conversation): void;
  onChanged(conversation: Conversation): void;
  onRemoved(conversation: Conversation): void;
  onPrompt(prompt: Prompt): unknown;
  onSend(text: string): void;
  onStop(): void;
  onTyping(): void;
  onRetry(message: ThreadMessage): void;
  onRate(messageId: string, feedback: Feedback): void;
  onOlder(): void;
  onReload(): void;
}

/** The chat as a whole: the list of conversations, and the conversation beside or below it. */
export function renderFrame(view: FrameView) {
  const { strings, direction, wide, historyOpen, announcement } = view;
  const covered = historyOpen && !wide;
  return html`<div class=${wide ? 'frame wide' : 'frame'} part="frame" dir=${direction} lang=${strings.tag}
    role=${view.chat.mode === 'bubble' ? 'dialog' : nothing}
    aria-label=${view.chat.mode === 'bubble' ? view.chat.heading || view.strings.heading : nothing}
    ?hidden=${view.chat.mode === 'bubble' && !view.chat.open}
    @announce=${(event: PartEvent<string, string>) => view.onAnnounce(event.detail)}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing) return;
      if (covered) view.onHistory();
      else if (view.chat.mode === 'bubble') view.onClose();
    }}>
    ${renderHistory(view)}
    <div class="main" ?inert=${covered}>${renderMain(view)}</div>
    <div class="visually-hidden" role="status" aria-live="polite">${announcement}</div>
  </div>`;
}

/** On a narrow chat what is below the open list is inert: focus goes into the list, and back to its button. */
export function focusDrawer(root: ParentNode, open: boolean): void {
  const target = open ? '.history-head button' : '#history-toggle';
  root.querySelector<HTMLElement>(target)?.focus();
}

function renderHistory(view: FrameView) {
  const { chat, strings, historyOpen, connection, conversation } = view;
  if (chat.hideHistory) return nothing;
  if (historyOpen) void loadHistory();
  const detail = (handler: (conversation: Conversation) => void) => {
    return (event: PartEvent<string, Conversation>) => handler(event.detail);
  };
  return html`<div class="scrim" ?hidden=${!historyOpen} @click=${view.onHistory}></div>
    <aside class="history" id="history" part="history" aria-label=${strings.history}
      ?hidden=${!historyOpen}>
      <div class="history-head">
        <h2 class="heading">${strings.history}</h2>
        <button class="icon-button" type="button" aria-label=${strings.closeHistory}
          title=${strings.closeHistory} @click=${view.onHistory}>
          ${icons.close}
        </button>
      </div>
      <nexevo-chat-history .client=${connection?.client} .strings=${strings} .shown=${historyOpen}
        .currentId=${conversation.conversation?.id}
        @history-open=${detail(view.onOpen)} @history-changed=${detail(view.onChanged)}
        @history-removed=${detail(view.onRemoved)}></nexevo-chat-history>
    </aside>`;
}

/** It stays empty where the chunk cannot be fetched; opening it again asks again. */
function loadHistory(): Promise<void> {
  return import('./define-history.ts').then(
    ({ defineHistory }) => defineHistory(),
    () => undefined,
  );
}

function renderMain(view: FrameView) {
  const { chat, strings, conversation, connection } = view;
  const config = configOf(view);
  const { messages, status, run } = conversation;
  const heading = conversation.conversation?.title || chat.heading || strings.heading;
  return html`${renderHeader({
    strings,
    heading,
    history: chat.hideHistory ? undefined : { open: view.historyOpen, onToggle: view.onHistory },
    onClose: chat.mode === 'bubble' ? view.onClose : undefined,
    onNew: messages.length > 0 || status === 'failed' ? view.onNew : undefined,
  })}
  ${
    connection
      ? html`<nexevo-chat-transcript .conversation=${conversation} .strings=${strings}
          .config=${config} .imageHosts=${chat.imageHosts}
          .blockRenderers=${chat.blockRenderers}
          .welcome=${renderWelcome({
            greeting: chat.greeting || strings.greeting,
            prompts: chat.prompts,
            onPrompt: view.onPrompt,
          })}
          @message-retry=${(event: PartEvent<string, ThreadMessage>) => view.onRetry(event.detail)}
          @message-rate=${({ detail }: PartEvent<string, { id: string; feedback: Feedback }>) =>
            view.onRate(detail.id, detail.feedback)}
          @transcript-older=${view.onOlder}
          @transcript-reload=${view.onReload}></nexevo-chat-transcript>`
      : html`<div class="unset"><div class="problem" part="error">
          ${icons.alert}<span>${strings.errors.endpoint_missing}</span>
        </div></div>`
  }
  <footer class="footer">
    <nexevo-chat-composer .strings=${strings} .placeholder=${chat.placeholder || strings.placeholder}
      .maxLength=${config?.max_message_length} .busy=${run !== undefined}
      .stopping=${run?.stopping ?? false} .disabled=${!connection || status === 'loading'}
      @input=${view.onTyping}
      @composer-send=${(event: PartEvent<string, string>) => view.onSend(event.detail)}
      @composer-stop=${view.onStop}></nexevo-chat-composer>
    <p class="disclaimer" part="disclaimer">
      <span dir="auto">${chat.disclaimer || strings.disclaimer}</span>
      ${renderPrivacy(chat.privacyUrl, strings)}
    </p>
  </footer>`;
}

/** The operator's choices, once a session has told them; the page's own come first. */
function configOf({ chat, connection }: FrameView): WidgetConfig | undefined {
  const config = connection?.client.session.config;
  return config && chat.feedbackTags ? { ...config, feedback_tags: chat.feedbackTags } : config;
}

function renderPrivacy(url: string, strings: ChatStrings) {
  const href = url && URL.canParse(url, document.baseURI) ? new URL(url, document.baseURI) : null;
  if (!href || !/^https?:$/.test(href.protocol)) return nothing;
  return html`<a href=${href.href} target="_blank" rel="noopener" title=${strings.newTab}>${strings.privacy}</a>`;
}

import type { Conversation, WidgetConfig } from '@nexevo/protocol';
import { html, nothing } from 'lit';
import type { Connection } from '../connection.ts';
import type { ConversationState } from '../conversation.ts';
import type { ChatStrings } from '../messages/chat-strings.ts';
import type { Trouble } from './connection-controller.ts';
import { renderHeader } from './header.ts';
import { icons } from './icons.ts';
import type { PartEvent } from './light-element.ts';
import type { MessageAsk } from './message-view.ts';
import { readyFormats } from './moment.ts';
import type { NexevoChat } from './nexevo-chat.ts';
import { renderProblem } from './problem-view.ts';
import { safeHref } from './safe-href.ts';
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
  menuOpen: boolean;
  announcement: string;
  onAnnounce(words: string): void;
  trouble: Trouble | undefined;
  onHistory(): void;
  onMenu(open: boolean): void;
  onHandoff(click: Event): void;
  onClose(): void;
  onNew(): void;
  onOpen(conversation: Conversation): void;
  onChanged(conversation: Conversation): void;
  onRemoved(conversation: Conversation): void;
  onPrompt(prompt: Prompt): unknown;
  onSend(text: string): void;
  onStop(): void;
  onTyping(): void;
  onMessage(ask: MessageAsk): void;
  onEditLast(): void;
  onOlder(): void;
  onReload(): void;
}

/** The chat as a whole: the list of conversations, and the conversation beside or below it. */
export function renderFrame(view: FrameView) {
  const { chat, strings, direction, wide, historyOpen, announcement } = view;
  const covered = historyOpen && !wide;
  const isBubble = chat.mode === 'bubble';
  return html`<div class=${wide ? 'frame wide' : 'frame'} part="frame" dir=${direction} lang=${strings.tag}
    role=${isBubble ? 'dialog' : nothing}
    aria-label=${isBubble ? chat.heading || strings.heading : nothing}
    ?hidden=${isBubble && !chat.open}
    @focusin=${readyFormats}
    @announce=${detailTo(view.onAnnounce)} @chat-handoff=${detailTo(view.onHandoff)}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented) return;
      if (covered) view.onHistory();
      else if (isBubble) view.onClose();
    }}>
    ${renderHistory(view)}
    <div class="main" ?inert=${covered}>${renderMain(view)}</div>
    <div class="visually-hidden" role="status" aria-live="polite">${announcement}</div>
  </div>`;
}

/** Hands over what a part asks with its event. */
function detailTo<Detail>(handler: (detail: Detail) => void) {
  return ({ detail }: PartEvent<string, Detail>) => handler(detail);
}

/** On a narrow chat what is below the open list is inert: focus goes into the list, and back to its button. */
export function focusDrawer(root: ParentNode, open: boolean): void {
  const target = open ? '.history-head button' : '#history-toggle';
  root.querySelector<HTMLElement>(target)?.focus();
}

function renderHistory(view: FrameView) {
  const { chat, strings, historyOpen, connection, conversation } = view;
  if (chat.hideHistory) return nothing;
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
        @history-open=${detailTo(view.onOpen)} @history-changed=${detailTo(view.onChanged)}
        @history-removed=${detailTo(view.onRemoved)}></nexevo-chat-history>
    </aside>`;
}

/** It stays empty where the chunk cannot be fetched; opening it again asks again. */
export function loadHistory(): void {
  void import('./define-history.ts').then(
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
    menu: { open: view.menuOpen, onToggle: () => view.onMenu(!view.menuOpen), onLook: loadMenu },
    onClose: chat.mode === 'bubble' ? view.onClose : undefined,
    onNew: messages.length > 0 || status === 'failed' ? view.onNew : undefined,
  })}
  ${renderMenu(view)}
  ${
    connection
      ? html`<nexevo-chat-transcript .conversation=${conversation} .view=${{
          strings,
          config,
          imageHosts: chat.imageHosts,
          blockRenderers: chat.blockRenderers,
          handoff: chat.handoff,
        }}
          .welcome=${renderWelcome({
            greeting: chat.greeting || strings.greeting,
            // What the page gave has been made so.
            prompts: chat.prompts as readonly Prompt[],
            onPrompt: view.onPrompt,
          })}
          @message-ask=${detailTo(view.onMessage)}
          @transcript-older=${view.onOlder}
          @transcript-reload=${view.onReload}></nexevo-chat-transcript>`
      : html`<div class="unset">${renderProblem(strings.errors.endpoint_missing)}</div>`
  }
  <footer class="footer">
    ${
      view.trouble
        ? html`<p class="connection" part="connection">${icons.line}<span>${strings[view.trouble]}</span></p>`
        : nothing
    }
    <nexevo-chat-composer .strings=${strings} .placeholder=${chat.placeholder || strings.placeholder}
      .maxLength=${config?.max_message_length} .busy=${run !== undefined}
      .stopping=${run?.stopping ?? false} .disabled=${!connection || status === 'loading'}
      @input=${view.onTyping}
      @composer-send=${detailTo(view.onSend)}
      @composer-stop=${view.onStop} @composer-edit=${view.onEditLast}></nexevo-chat-composer>
    <p class="disclaimer" part="disclaimer">
      <span dir="auto">${chat.disclaimer || strings.disclaimer}</span>
      ${renderPrivacy(chat.privacyUrl, strings)}
    </p>
  </footer>`;
}

function renderMenu(view: FrameView) {
  const { chat, strings, menuOpen, connection, conversation } = view;
  return html`<nexevo-chat-menu .open=${menuOpen} .chat=${chat} .strings=${strings}
    .client=${connection?.client} .exportable=${conversation.messages.length > 0}
    @menu-close=${() => view.onMenu(false)}></nexevo-chat-menu>`;
}

export function loadMenu(): void {
  void import('./menu/define-menu.ts').then(
    ({ defineMenu }) => defineMenu(),
    () => undefined,
  );
}

/** The operator's choices, once a session has told them; the page's own come first. */
function configOf({ chat, connection }: FrameView): WidgetConfig | undefined {
  const config = connection?.client.session.config;
  return config && chat.feedbackTags ? { ...config, feedback_tags: chat.feedbackTags } : config;
}

function renderPrivacy(url: string, strings: ChatStrings) {
  const href = safeHref(url);
  if (!href) return nothing;
  return html`<a href=${href} target="_blank" rel="noopener" title=${strings.newTab}>${strings.privacy}</a>`;
}

import { html, nothing } from 'lit';
import { askPatiently } from '../ask-patiently.ts';
import type { BubbleMemory } from '../bubble-memory.ts';
import type { ChatStrings } from '../messages/chat-strings.ts';
import { format } from '../messages/format.ts';
import { icons } from './icons.ts';
import type { NexevoChat } from './nexevo-chat.ts';

const proactive = askPatiently(() => import('./proactive/define-proactive.ts'));

export interface LauncherView {
  chat: NexevoChat;
  strings: ChatStrings;
  memory: BubbleMemory;
  unread: number;
}

/** The round button of `mode="bubble"`, and what it has to say. */
export function renderLauncher({ chat, strings, memory, unread }: LauncherView) {
  const { open } = chat;
  let label = open ? strings.close : strings.open;
  if (unread) label += ` (${format(strings.unread, { count: unread }, strings.tag)})`;
  return html`${chat.proactive && !open ? renderProactive(chat, strings, memory) : nothing}<button class="launcher" id="launcher" part="launcher" type="button" lang=${strings.tag}
    aria-label=${label} title=${label} aria-expanded=${open} @click=${() => chat.toggle()}
    @keydown=${({ key }: KeyboardEvent) => key === 'Escape' && chat.hide()}>
    ${open ? icons.close : icons.chat}
    ${unread ? html`<span class="badge" part="badge" aria-hidden="true">${unread > 9 ? '9+' : unread}</span>` : nothing}
  </button>`;
}

function renderProactive(chat: NexevoChat, strings: ChatStrings, memory: BubbleMemory) {
  proactive().then(
    ({ defineProactive }) => defineProactive(),
    () => undefined,
  );
  return html`<nexevo-chat-proactive .text=${chat.proactive} .delay=${chat.proactiveDelay}
    .strings=${strings} .memory=${memory}
    @proactive-accept=${() => chat.show()}></nexevo-chat-proactive>`;
}

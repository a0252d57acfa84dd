import { html, nothing, type TemplateResult } from 'lit';
import { askPatiently } from '../ask-patiently.ts';
import { BubbleMemory } from '../bubble-memory.ts';
import { resolveEndpoint } from '../endpoint.ts';
import type { ChatStrings } from '../messages/chat-strings.ts';
import { format } from '../messages/format.ts';
import type { BubbleElement } from './bubble-element.ts';
import { icons } from './icons.ts';
import type { NexevoChat } from './nexevo-chat.ts';

const proactive = askPatiently(() => import('./proactive/define-proactive.ts'));

export interface LauncherView {
  chat: NexevoChat;
  strings: ChatStrings;
  unread: number;
}

const memoryOf = ({ endpoint }: BubbleElement) => new BubbleMemory(resolveEndpoint(endpoint));

/** The round button of `mode="bubble"`, and what it has to say. */
export function renderLauncher({ chat, strings, unread }: LauncherView): TemplateResult {
  const { open } = chat;
  let label = open ? strings.close : strings.open;
  if (unread) label += ` (${format(strings.unread, { count: unread }, strings.tag)})`;
  return html`${chat.proactive && !open ? renderProactive(chat, strings) : nothing}<button class="launcher" id="launcher" part="launcher" type="button" lang=${strings.tag}
    aria-label=${label} title=${label} aria-expanded=${open} @click=${() => chat.toggle()}
    @keydown=${({ key }: KeyboardEvent) => key === 'Escape' && chat.hide()}>
    ${open ? icons.close : icons.chat}
    ${unread ? html`<span class="badge" part="badge" aria-hidden="true">${unread > 9 ? '9+' : unread}</span>` : nothing}
  </button>`;
}

/** Whether the bubble opens by itself. */
export const opens = (chat: BubbleElement): boolean => memoryOf(chat).opens(chat.open);

function renderProactive(chat: NexevoChat, strings: ChatStrings) {
  proactive().then(
    ({ defineProactive }) => defineProactive(),
    () => undefined,
  );
  return html`<nexevo-chat-proactive .text=${chat.proactive} .delay=${chat.proactiveDelay}
    .strings=${strings} .memory=${memoryOf(chat)}
    @proactive-accept=${() => chat.show()}></nexevo-chat-proactive>`;
}

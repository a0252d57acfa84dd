import type { NexevoChat } from '@nexevo/chat';
import '@nexevo/chat/define.js';
import { en } from '../../../packages/chat/src/messages/en.ts';
import type { Contestant, Turn } from './contestant.ts';

type Part = HTMLElement & Record<string, unknown>;

/** `<nexevo-chat>`, the whole widget, asking for its answer itself; an old conversation goes to its transcript. */
class Ours implements Contestant {
  #element: Part | undefined;
  #chat: NexevoChat | undefined;

  async mount(root: HTMLElement, url: string): Promise<void> {
    const { origin, pathname, searchParams } = new URL(url);
    const chat = document.createElement('nexevo-chat');
    chat.style.cssText = 'position: absolute; inset: 0; block-size: auto; max-block-size: none';
    chat.endpoint = `${origin}${pathname}/at/${searchParams.get('rate')}`;
    chat.hideHistory = true;
    this.#chat = chat;
    root.append(chat);
    await chat.updateComplete;
    // As a visitor's first key does.
    const field = chat.shadowRoot!.querySelector('textarea')!;
    field.focus();
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }

  stream(): Promise<void> {
    const chat = this.#chat!;
    return new Promise((resolve) => {
      chat.addEventListener('nexevo-reply-end', () => chat.updateComplete.then(() => resolve()));
      chat.send('Go on');
    });
  }

  async open(root: HTMLElement, turns: readonly Turn[]): Promise<void> {
    const messages = turns.map(toMessage);
    this.#element = part('nexevo-chat-transcript', {
      view: { strings: en.chat, imageHosts: [], blockRenderers: {} },
      conversation: { status: 'ready', messages, hasMore: false },
    });
    this.#element.style.cssText = 'position: absolute; inset: 0';
    styledRoot(root).append(this.#element);
    // It brings the older ones onto the page piece by piece.
    while (this.#element.querySelectorAll('article').length < turns.length)
      await new Promise(requestAnimationFrame);
  }

  scroller(): HTMLElement | undefined {
    return this.#element?.querySelector<HTMLElement>('.scroller') ?? undefined;
  }
}

/** A shadow root with the styles of `<nexevo-chat>`, whose parts have none of their own. */
function styledRoot(root: HTMLElement): ShadowRoot {
  const chat = customElements.get('nexevo-chat') as unknown as {
    elementStyles: { styleSheet: CSSStyleSheet }[];
  };
  const host = document.createElement('div');
  // Without a mode it would be a chat over the page, which is no larger than its launcher.
  host.setAttribute('mode', 'inline');
  host.style.cssText =
    'position: absolute; inset: 0; block-size: auto; max-block-size: none; min-block-size: 0';
  root.append(host);
  const shadow = host.attachShadow({ mode: 'open' });
  shadow.adoptedStyleSheets = chat.elementStyles.map(({ styleSheet }) => styleSheet);
  return shadow;
}

function part(name: string, properties: Record<string, unknown>): Part {
  return Object.assign(document.createElement(name), properties) as Part;
}

function toMessage({ role, text }: Turn, index: number) {
  const id = `message-${index}`;
  const created_at = new Date(index * 60_000).toISOString();
  return { id, parent_id: null, role, text, status: 'complete', created_at, ratable: true };
}

export const contestant: Contestant = new Ours();

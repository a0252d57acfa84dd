import '@nexevo/chat/define.js';
import { en } from '../../../packages/chat/src/messages/en.ts';
import type { Contestant, Turn } from './contestant.ts';

type Part = HTMLElement & Record<string, unknown>;

/** The Markdown view and the transcript of `<nexevo-chat>`, in the chat's own styles. */
class Ours implements Contestant {
  #element: Part | undefined;
  #text = '';
  #waiting = false;

  mount(root: HTMLElement): void {
    this.#element = part('nexevo-chat-markdown', { strings: en.chat, streaming: true });
    styledRoot(root).append(this.#element);
  }

  append(text: string): void {
    this.#text += text;
    if (this.#waiting) return;
    // As the chat feeds it: once a frame.
    this.#waiting = true;
    requestAnimationFrame(() => {
      this.#waiting = false;
      this.#element!.text = this.#text;
    });
  }

  async end(): Promise<void> {
    const element = this.#element!;
    Object.assign(element, { text: this.#text, streaming: false });
    await element.updateComplete;
  }

  async open(root: HTMLElement, turns: readonly Turn[]): Promise<void> {
    const messages = turns.map(toMessage);
    this.#element = part('nexevo-chat-transcript', {
      strings: en.chat,
      conversation: { status: 'ready', messages, hasMore: false },
    });
    this.#element.style.cssText = 'position: absolute; inset: 0';
    styledRoot(root).append(this.#element);
    await this.#element.updateComplete;
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
  host.style.cssText = 'block-size: auto; max-block-size: none; min-block-size: 0';
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

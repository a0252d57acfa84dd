import type { NexevoChat } from '../src/nexevo-chat/nexevo-chat.ts';
import '../src/define.ts';

declare global {
  var __NEXEVO_ENDPOINT__: string;
  /** Its replies are still being written when a slow machine comes to stop them. */
  var __NEXEVO_SLOW_ENDPOINT__: string;
}

/** A chat on the page, as a visitor who was never here sees it. */
export async function mountChat(properties: Partial<NexevoChat> = {}): Promise<NexevoChat> {
  localStorage.clear();
  sessionStorage.clear();
  const chat = document.createElement('nexevo-chat');
  Object.assign(chat, { endpoint: globalThis.__NEXEVO_ENDPOINT__, ...properties });
  document.body.append(chat);
  await chat.updateComplete;
  return chat;
}

/** Waits until something is there; looks after every frame. */
export async function until<T>(
  look: () => T | null | undefined | false | Promise<T | null | undefined | false>,
): Promise<T> {
  for (;;) {
    const found = await look();
    if (found) return found;
    await new Promise(requestAnimationFrame);
  }
}

export function once<Name extends keyof HTMLElementEventMap>(
  element: HTMLElement,
  name: Name,
): Promise<HTMLElementEventMap[Name]> {
  return new Promise((resolve) => element.addEventListener(name, resolve, { once: true }));
}

export function find<T extends Element = HTMLElement>(chat: Element, selector: string): T | null {
  return chat.shadowRoot!.querySelector<T>(selector);
}

export function findAll<T extends Element = HTMLElement>(chat: Element, selector: string): T[] {
  return [...chat.shadowRoot!.querySelectorAll<T>(selector)];
}

/** Types as a keyboard does: the text, then what the field tells its listeners. */
export async function type(chat: NexevoChat, text: string): Promise<HTMLTextAreaElement> {
  const area = find<HTMLTextAreaElement>(chat, '.composer textarea')!;
  area.focus();
  area.value = text;
  area.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await chat.updateComplete;
  return area;
}

export function press(area: HTMLElement, init: KeyboardEventInit): void {
  area.dispatchEvent(
    new KeyboardEvent('keydown', { bubbles: true, cancelable: true, composed: true, ...init }),
  );
}

/** Until it is called back, whatever the page asks is refused; without a code as by a proxy whose line is too long. */
export function refuseAll(code = 'queue_full', status = 503): () => void {
  const { fetch } = globalThis;
  const error = { message: 'It is refused.', type: 'refused', code };
  globalThis.fetch = async () => Response.json({ error }, { status });
  return () => {
    globalThis.fetch = fetch;
  };
}

import 'deep-chat';
import type { Contestant, Turn } from './contestant.ts';

interface Signals {
  onOpen(): void;
  onResponse(response: { text: string }): Promise<void>;
  onClose(): void;
}

interface DeepChatElement extends HTMLElement {
  chatStyle: Record<string, string>;
  connect: { stream: boolean; handler(body: unknown, signals: Signals): void };
  history?: { role: 'user' | 'ai'; text: string }[];
  onComponentRender?: () => void;
  submitUserMessage(message: { text: string }): void;
}

/** `<deep-chat>`, the whole widget: its handler gets the same tokens that the others are given. */
class DeepChat implements Contestant {
  #element!: DeepChatElement;
  #signals!: Signals;
  #last: Promise<void> = Promise.resolve();

  async mount(root: HTMLElement): Promise<void> {
    const asked = Promise.withResolvers<Signals>();
    await this.#show(root, [], (signals) => asked.resolve(signals));
    this.#element.submitUserMessage({ text: 'Go on' });
    this.#signals = await asked.promise;
    this.#signals.onOpen();
  }

  append(text: string): void {
    this.#last = this.#signals.onResponse({ text });
  }

  async end(): Promise<void> {
    // It works through its answers one after the other, and forgets those that come after the close.
    await this.#last;
    this.#signals.onClose();
  }

  async open(root: HTMLElement, turns: readonly Turn[]): Promise<void> {
    await this.#show(root, turns, () => {});
  }

  scroller(): HTMLElement | undefined {
    return this.#element.shadowRoot?.querySelector<HTMLElement>('#messages') ?? undefined;
  }

  async #show(root: HTMLElement, turns: readonly Turn[], onAsk: (signals: Signals) => void) {
    const rendered = Promise.withResolvers<void>();
    const element = document.createElement('deep-chat') as unknown as DeepChatElement;
    element.style.cssText = 'display: block; inline-size: 100%; block-size: 100%';
    // Without it the widget is 320 px wide, whatever is around it.
    element.chatStyle = { width: '100%', height: '100%', border: 'none' };
    element.connect = { stream: true, handler: (_body, signals) => onAsk(signals) };
    element.history = turns.map(({ role, text }) => ({
      role: role === 'user' ? 'user' : 'ai',
      text,
    }));
    element.onComponentRender = () => rendered.resolve();
    this.#element = element;
    root.append(element);
    await rendered.promise;
  }
}

export const contestant: Contestant = new DeepChat();

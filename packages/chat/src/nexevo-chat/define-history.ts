import { NexevoChatHistory } from './history.ts';

/** The list is a chunk of its own: a visitor's first chat has nothing to list. */
export function defineHistory(): void {
  if (!customElements.get('nexevo-chat-history'))
    customElements.define('nexevo-chat-history', NexevoChatHistory);
}

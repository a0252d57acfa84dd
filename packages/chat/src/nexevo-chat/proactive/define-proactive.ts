import { NexevoChatProactive } from './proactive.ts';

/** The proactive greeting is a chunk of its own: most pages have none. */
export function defineProactive(): void {
  if (!customElements.get('nexevo-chat-proactive'))
    customElements.define('nexevo-chat-proactive', NexevoChatProactive);
}

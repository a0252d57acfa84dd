import { NexevoChatMenu } from './menu.ts';

/** The menu is a chunk of its own: most visitors never open it. */
export function defineMenu(): void {
  if (!customElements.get('nexevo-chat-menu'))
    customElements.define('nexevo-chat-menu', NexevoChatMenu);
}

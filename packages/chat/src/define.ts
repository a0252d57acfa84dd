import { NexevoChat } from './nexevo-chat/nexevo-chat.ts';
import { chatParts } from './nexevo-chat/parts.ts';
import { NexevoUsage } from './nexevo-usage/nexevo-usage.ts';

const elements = { ...chatParts, 'nexevo-chat': NexevoChat, 'nexevo-usage': NexevoUsage };

// A page may load the bundle twice, through two tags or two versions: the first one stays.
for (const [name, element] of Object.entries(elements)) {
  if (!customElements.get(name)) customElements.define(name, element);
}

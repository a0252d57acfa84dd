import { NexevoChatCode } from './code-block.ts';
import { NexevoChatEditor } from './editor.ts';
import { NexevoChatReasoning } from './reasoning.ts';
import { NexevoChatVersions } from './versions.ts';

/** What only some messages need, in one chunk. */
export function defineExtras(): void {
  if (customElements.get('nexevo-chat-editor')) return;
  customElements.define('nexevo-chat-code', NexevoChatCode);
  customElements.define('nexevo-chat-editor', NexevoChatEditor);
  customElements.define('nexevo-chat-reasoning', NexevoChatReasoning);
  customElements.define('nexevo-chat-versions', NexevoChatVersions);
}

import type { BubbleMemory } from '../bubble-memory.ts';

/** What a page may call before the chat is there. */
const methods = [
  'show',
  'hide',
  'toggle',
  'send',
  'stop',
  'newConversation',
  'openConversation',
  'setDraft',
  'focusComposer',
  'exportTranscript',
  'reset',
] as const;

export type Chat = HTMLElement &
  Record<(typeof methods)[number], (...values: unknown[]) => unknown> & {
    hasUpdated: boolean;
    strings?: { open?: string };
    proactiveDelay?: number;
  };

/**
 * Has each call wait until the chat is `ready`. A log-out does not wait with what this browser keeps: the chat may not be
 * had. Returns what makes room for the chat's own methods.
 */
export function takeCalls(
  chat: Chat,
  { ready, memory }: { ready: () => Promise<unknown>; memory: BubbleMemory },
): () => void {
  for (const name of methods)
    chat[name] = async (...values) => {
      if (name === 'reset') memory.forgetAll();
      await ready();
      // Still this one where the chat could not be fetched: the next call tries again. None where it left the page.
      return Object.hasOwn(chat, name) ? undefined : chat[name]?.(...values);
    };
  return () => {
    for (const name of methods) delete (chat as Partial<Chat>)[name];
  };
}

/** Resolves when the chat has drawn itself, however often it left the page meanwhile. */
export function drawn(chat: Chat): Promise<unknown> {
  return new Promise((resolve) => {
    if (chat.hasUpdated) resolve(chat);
    chat.addEventListener('nexevo-ready', resolve);
  });
}

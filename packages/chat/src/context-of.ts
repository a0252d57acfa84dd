import type { MessageContext } from '@nexevo/protocol';

/** What the page tells of itself now. What throws, or is no JSON, keeps nobody from asking. */
export function contextOf({
  context,
}: {
  context: MessageContext | (() => MessageContext) | undefined;
}): MessageContext | undefined {
  try {
    const told = typeof context === 'function' ? context() : context;
    // Sent again it has to be the same, whatever the page makes of its object meanwhile.
    return told && JSON.parse(JSON.stringify(told));
  } catch (error) {
    // biome-ignore lint/suspicious/noConsole: the page's author has to see it.
    console.error('<nexevo-chat>: "context" threw.', error);
    return undefined;
  }
}

import type { MessageContext, WidgetConfig } from '@nexevo/protocol';

/** What of a page's context the operator takes. Too long it is not sent at all: half a context misleads. */
export function pickContext(
  context: MessageContext | undefined,
  config: WidgetConfig | undefined,
): MessageContext | undefined {
  const { context_keys: keys = [], max_context_bytes: most = 0 } = config ?? {};
  const entries = Object.entries(context ?? {}).filter(([key]) => keys.includes(key));
  if (entries.length === 0) return undefined;
  const picked = Object.fromEntries(entries);
  if (new TextEncoder().encode(JSON.stringify(picked)).length <= most) return picked;
  // biome-ignore lint/suspicious/noConsole: the page's author has to see it.
  console.error(`<nexevo-chat>: "context" is longer than ${most} bytes and was not sent.`);
  return undefined;
}

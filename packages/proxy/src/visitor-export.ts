import type { VisitorExport } from '@nexevo/protocol';
import type { Store, VisitorKey } from './store/store.ts';

/** The text of a {@link VisitorExport}, a conversation at a time: however much there is, little of it is in memory. */
export async function* exportVisitor(store: Store, visitor: VisitorKey): AsyncGenerator<string> {
  const head = {
    visitor,
    exported_at: new Date().toISOString(),
    token_days: await store.listTokenDays(visitor),
  } satisfies Partial<VisitorExport>;
  yield `${JSON.stringify(head).slice(0, -1)},"conversations":[`;
  let separator = '\n';
  for (const id of await store.listOwnedIds(visitor)) {
    const conversation = await store.exportConversation(visitor, id);
    if (!conversation) continue;
    yield separator + JSON.stringify(conversation);
    separator = ',\n';
  }
  yield '\n]}\n';
}

import { setImmediate as turn } from 'node:timers/promises';
import type { VisitorExport } from '@nexevo/protocol';
import type { Store, VisitorKey } from './store/store.ts';

/** In characters: some milliseconds of work, and then others have their turn. */
const pieceLength = 100_000;

/** The text of a {@link VisitorExport}, piece by piece: however much there is, little of it is in memory. */
export async function* exportVisitor(store: Store, visitor: VisitorKey): AsyncGenerator<string> {
  let piece = '';
  for await (const part of partsOf(store, visitor)) {
    piece += part;
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = '';
    await turn();
  }
  yield piece;
}

async function* partsOf(store: Store, visitor: VisitorKey): AsyncGenerator<string> {
  const head = {
    visitor,
    exported_at: new Date().toISOString(),
    token_days: await store.listTokenDays(visitor),
  } satisfies Partial<VisitorExport>;
  yield `${open(head)},"conversations":[`;
  let separator = '\n';
  for (const id of await store.listOwnedIds(visitor)) {
    const found = await store.exportConversation(visitor, id);
    if (!found) continue;
    yield `${separator}${open(found.conversation)},"messages":[`;
    let comma = '';
    for (const messageId of found.messageIds) {
      const message = await store.exportMessage(visitor, messageId);
      if (!message) continue;
      yield comma + JSON.stringify(message);
      comma = ',';
    }
    yield ']}';
    separator = ',\n';
  }
  yield '\n]}\n';
}

/** An object that goes on. */
function open(object: object): string {
  return JSON.stringify(object).slice(0, -1);
}

import type { ThreadMessage } from '../conversation.ts';
import { keyOf } from './message-key.ts';

const pageSize = 20;

/** Parts a conversation into pages. A page whose messages are the same is the same array as before. */
export class MessagePages {
  #pages = new Map<string, readonly ThreadMessage[]>();

  of(messages: readonly ThreadMessage[]): readonly (readonly ThreadMessage[])[] {
    const pages: ThreadMessage[][] = [];
    for (const message of messages) {
      const page = pages.at(-1);
      // Where a page began it begins again, so that messages before the first push nothing along.
      if (!page || page.length === pageSize || this.#pages.has(keyOf(message)))
        pages.push([message]);
      else page.push(message);
    }
    const before = this.#pages;
    const kept = pages.map((page) => reuse(before, page));
    this.#pages = new Map(kept.map((page) => [keyOf(page[0]!), page]));
    return kept;
  }
}

function reuse(pages: ReadonlyMap<string, readonly ThreadMessage[]>, page: ThreadMessage[]) {
  const before = pages.get(keyOf(page[0]!));
  const same =
    before?.length === page.length && before.every((message, index) => message === page[index]);
  return same ? before! : page;
}

import type { LocalMemory } from './api/local-memory.ts';
import type { ThreadMessage } from './conversation.ts';

interface Entry {
  /** When it was written, in milliseconds since the epoch. */
  at: number;
  /** The conversation of a draft, or the `client_message_id` of a message. */
  id: string;
  text: string;
  /** A message that the proxy has not accepted yet. */
  message?: ThreadMessage;
}

const key = 'texts:';
/** The oldest go beyond these bounds, and a text that alone is beyond them. */
const longest = 30 * 86_400_000;
const most = 40;
const room = 1_000_000;

/**
 * What a visitor has written and the proxy does not have: a draft for each conversation, and messages on their way.
 * It outlives reloads where the browser lets it. Signed-in visitors are kept apart, and find their own once it is
 * known who they are.
 */
export class KeptTexts {
  readonly #memory: LocalMemory;
  readonly #owner: () => string | undefined;
  /** Until it is known whose they are. */
  #unnamed: Entry[] = [];

  /** `owner`: an id of the signed-in visitor, empty for an anonymous one, `undefined` while that is not known. */
  constructor(memory: LocalMemory, owner: () => string | undefined) {
    this.#memory = memory;
    this.#owner = owner;
  }

  /** Whether a signed-in visitor may find something here. */
  get isWaited(): boolean {
    return this.#owner() === undefined && this.#memory.names(key).length > 0;
  }

  draft(conversationId: string): string {
    return this.#read().find(({ id, message }) => id === conversationId && !message)?.text ?? '';
  }

  /** `before`: what the caller had there. Where it is empty now, what another tab has written since stays. */
  setDraft(conversationId: string, text: string, before = ''): void {
    if (text) this.#put(conversationId, { at: Date.now(), id: conversationId, text });
    else if (this.draft(conversationId) === before) this.drop(conversationId);
  }

  /** Messages on their way, oldest first. */
  get unsent(): ThreadMessage[] {
    return this.#read()
      .flatMap(({ message }) => message ?? [])
      .reverse();
  }

  /** A message is on its way, or could not be sent: `message.problem`. */
  keep(message: ThreadMessage): void {
    const { id, text, created_at } = message;
    this.#put(id, { at: Date.parse(created_at), id, text, message });
  }

  /** It has arrived, or is not to be sent. */
  drop(id: string): void {
    this.#put(id, undefined);
  }

  /** The conversation is gone. */
  forget(conversationId: string): void {
    const stays = ({ id, message }: Entry) =>
      id !== conversationId && message?.conversation_id !== conversationId;
    this.#write(this.#read().filter(stays));
  }

  #put(id: string, entry: Entry | undefined): void {
    const entries = this.#read();
    const others = entries.filter((one) => one.id !== id);
    if (entry || others.length < entries.length) this.#write(entry ? [entry, ...others] : others);
  }

  #read(): Entry[] {
    const owner = this.#owner();
    if (owner === undefined) return this.#unnamed;
    const own = parse(this.#memory.get(key + owner));
    // Who signs in takes along what was written before, as it does with what was said.
    const before = owner ? parse(this.#memory.get(key)) : [];
    if (this.#unnamed.length + before.length === 0) return own;
    const all = [...this.#unnamed, ...own, ...before];
    this.#unnamed = [];
    this.#write(all);
    if (owner) this.#memory.set(key, undefined);
    return all;
  }

  #write(entries: Entry[]): void {
    const owner = this.#owner();
    let left = room;
    const kept = entries
      .filter(({ at, text }) => {
        const stays = text.length <= left && Date.now() - at < longest;
        if (stays) left -= text.length;
        return stays;
      })
      .slice(0, most);
    if (owner === undefined) this.#unnamed = kept;
    else this.#memory.set(key + owner, kept.length > 0 ? JSON.stringify(kept) : undefined);
  }
}

/** Whatever else has written there: an older chat, another script of the page. */
function parse(text: string | undefined): Entry[] {
  try {
    const found = text && JSON.parse(text);
    return Array.isArray(found) ? found.filter(isEntry).slice(0, most) : [];
  } catch {
    return [];
  }
}

function isEntry(one: Partial<Entry> | null): one is Entry {
  const { id, text, message } = one ?? {};
  return (
    typeof id === 'string' &&
    typeof text === 'string' &&
    (!message || (message.text === text && message.id === id))
  );
}

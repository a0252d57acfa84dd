import type { Counted, Locale } from '../../src/messages/chat-strings.ts';

/** Every message of a language by its path: `chat.errors.network`. */
export function readMessages({ chat, usage }: Locale): ReadonlyMap<string, Counted> {
  return new Map(messagesOf({ chat, usage }, ''));
}

/** All the texts of a message: one, or one for each plural form. */
export function textsOf(message: Counted): readonly string[] {
  return typeof message === 'string' ? [message] : Object.values(message);
}

function messagesOf(table: object, prefix: string): [string, Counted][] {
  return Object.entries(table).flatMap(([name, value]): [string, Counted][] =>
    typeof value === 'string' || 'other' in value
      ? [[prefix + name, value]]
      : messagesOf(value, `${prefix}${name}.`),
  );
}

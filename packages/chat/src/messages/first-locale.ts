import type { ChatStringOverrides, ChatStrings, Locale } from './chat-strings.ts';
import { firstWords } from './first-words.ts';

/** English as far as a first chat shows it. `LocaleController` asks for the rest. */
export const firstLocale = { direction: 'ltr', chat: firstWords, usage: {} } as unknown as Locale;

/** A locale's words with the page's own in their place. */
export function overrideStrings(
  { locale, tag }: { locale: Locale; tag: string },
  own?: ChatStringOverrides | null,
): ChatStrings {
  const { chat } = locale;
  return {
    ...chat,
    ...own,
    tags: { ...chat.tags, ...own?.tags },
    incomplete: { ...chat.incomplete, ...own?.incomplete },
    errors: { ...chat.errors, ...own?.errors },
    tag,
  };
}

/** Words of which some are not there yet: who looks for one of those asks for all, and gets nothing for the moment. */
export function askingFor<Words extends object>(words: Words, ask: () => void): Words {
  return new Proxy(words, {
    get(table, name) {
      // Others than we look into it, too: Lit for a directive.
      if (name in table || !/^[a-z]/.test(String(name))) return Reflect.get(table, name);
      ask();
      return '';
    },
  });
}

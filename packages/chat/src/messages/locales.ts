import type { ChatStringOverrides, ChatStrings, Locale } from './chat-strings.ts';
import { en } from './en.ts';

const loaders: Readonly<Record<string, () => Promise<Locale>>> = {
  en: async () => en,
  ar: async () => (await import('./ar.ts')).ar,
  de: async () => (await import('./de.ts')).de,
  ja: async () => (await import('./ja.ts')).ja,
};

/** Languages that ship. Others fall back to English. */
export const locales: readonly string[] = Object.keys(loaders);

/** The words of a language tag such as `ja` or `de-AT`, loaded on demand. */
export async function loadLocale(tag: string): Promise<Locale> {
  const language = tag.toLowerCase().split(/[-_]/)[0] ?? '';
  const load = Object.hasOwn(loaders, language) ? loaders[language] : undefined;
  return load ? load() : en;
}

/** A locale's words with the page's own in their place. */
export function overrideStrings(strings: ChatStrings, own: ChatStringOverrides = {}): ChatStrings {
  return {
    ...strings,
    ...own,
    tags: { ...strings.tags, ...own.tags },
    incomplete: { ...strings.incomplete, ...own.incomplete },
    errors: { ...strings.errors, ...own.errors },
  };
}

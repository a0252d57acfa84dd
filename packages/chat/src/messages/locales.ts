import type { ChatStringOverrides, ChatStrings, Locale } from './chat-strings.ts';
import { firstWords } from './first-words.ts';
import { type LocaleMatch, matchLocale } from './match-locale.ts';

const loaders: Readonly<Record<string, () => Promise<Locale>>> = {
  en: async () => (await import('./en.ts')).en,
  ar: async () => (await import('./ar.ts')).ar,
  de: async () => (await import('./de.ts')).de,
  es: async () => (await import('./es.ts')).es,
  fr: async () => (await import('./fr.ts')).fr,
  ja: async () => (await import('./ja.ts')).ja,
  ko: async () => (await import('./ko.ts')).ko,
  'pt-BR': async () => (await import('./pt-br.ts')).ptBR,
  'zh-CN': async () => (await import('./zh-cn.ts')).zhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).zhTW,
};

/** Languages that ship. Others fall back to English. */
export const locales: readonly string[] = Object.keys(loaders);

/** English as far as a first chat shows it. `LocaleController` asks for the rest. */
export const firstLocale = { direction: 'ltr', chat: firstWords, usage: {} } as unknown as Locale;

/** The language of ours that a tag is shown in. */
export const languageOf = (wanted: string): LocaleMatch => matchLocale(wanted, loaders);

/** The words of a language tag such as `ja` or `de-AT`, loaded on demand, and the tag for `Intl`. */
export async function loadLocale(wanted: string): Promise<{ locale: Locale; tag: string }> {
  const { name, tag } = languageOf(wanted);
  return { locale: await loaders[name]!(), tag };
}

/** A locale's words with the page's own in their place. */
export function overrideStrings(
  { locale, tag }: { locale: Locale; tag: string },
  own: ChatStringOverrides = {},
): ChatStrings {
  const { chat } = locale;
  return {
    ...chat,
    ...own,
    tags: { ...chat.tags, ...own.tags },
    incomplete: { ...chat.incomplete, ...own.incomplete },
    errors: { ...chat.errors, ...own.errors },
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

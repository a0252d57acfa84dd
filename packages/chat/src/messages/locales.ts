import type { Locale } from './chat-strings.ts';
import { matchLocale } from './match-locale.ts';

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

/** The words of a language tag such as `ja` or `de-AT`, loaded on demand, and the tag for `Intl`. */
export async function loadLocale(wanted: string): Promise<{ locale: Locale; tag: string }> {
  const { name, tag } = matchLocale(wanted, loaders);
  return { locale: await loaders[name]!(), tag };
}

/** One of our languages, and the tag by which `Intl` writes its numbers and dates. */
export interface LocaleMatch {
  name: string;
  tag: string;
}

/**
 * Which of the languages a tag asks for: `es-MX` → `es`, `zh-HK` → `zh-TW`, `pt` → `pt-BR`; English
 * where there is none, and for what is no language tag. `en_US` is what many systems write.
 */
export function matchLocale(wanted: string, names: Readonly<Record<string, unknown>>): LocaleMatch {
  try {
    const locale = new Intl.Locale(wanted.replaceAll('_', '-'));
    const { language, script } = locale.maximize();
    let name = language;
    if (language === 'zh') name = script === 'Hant' ? 'zh-TW' : 'zh-CN';
    if (language === 'pt') name = 'pt-BR';
    if (Object.hasOwn(names, name)) return { name, tag: `${locale}` };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return { name: 'en', tag: 'en' };
}

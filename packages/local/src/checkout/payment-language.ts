import { type PaymentLanguage, paymentWords } from './payment-words.ts';

/** The first of a browser's languages that the payment page speaks: `zh-Hant-TW` and `zh-HK` read `zh-TW`. */
export function paymentLanguage(accepted: readonly string[]): PaymentLanguage {
  for (const tag of accepted) {
    const name = nameOf(tag);
    if (name && Object.hasOwn(paymentWords, name)) return name as PaymentLanguage;
  }
  return 'en';
}

function nameOf(tag: string): string | undefined {
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    if (language === 'zh') return script === 'Hant' ? 'zh-TW' : 'zh-CN';
    return language === 'pt' ? 'pt-BR' : language;
  } catch (error) {
    // No language tag, `*` among them.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

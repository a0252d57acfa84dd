import { languages, topics } from './languages.ts';

/** A question in a language the assistant cannot write. */
export interface ForeignQuestion {
  /** What is honest to say, in that language. */
  note: string;
  /** English words to search for instead. */
  query: string;
}

/** Recognizes Japanese, Korean, Chinese, Arabic, Spanish, Portuguese, French and German. */
export function readForeign(text: string): ForeignQuestion | undefined {
  const isShort = text.split(/\s+/).length <= 2;
  const [best] = languages
    .map((language) => ({
      language,
      finds: text.match(language.pattern)?.length ?? 0,
      needed: isShort ? 1 : (language.needed ?? 2),
    }))
    .filter(({ finds, needed }) => finds >= needed)
    // Japanese and Korean may hold Chinese characters, not the other way round: the table's order decides.
    .sort((a, b) => (a.needed === b.needed && a.needed > 1 ? b.finds - a.finds : 0));
  if (!best) return undefined;
  const { note, glossary } = best.language;
  const lower = text.toLowerCase();
  const found = Object.entries(glossary).find(([stem]) => lower.includes(stem));
  return { note, query: found?.[1] ?? topics.what };
}

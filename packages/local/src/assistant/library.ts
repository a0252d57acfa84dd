import MiniSearch from 'minisearch';
import type { Section } from './sections.ts';

// Words that say that something is asked, not what.
const stopWords = new Set(
  `a an and any are as at be been but by can could did do does for from get give had has have here how i if in
   into is it its just like me my of on one or our please should show so some tell than that the their
   them then there these they this to up us use want was we were what when where which while who why will
   with would you your about explain know need make let okay ok work works`.split(/\s+/),
);

/** How near a section is to a question. */
export interface Finding {
  section: Section;
  score: number;
}

/** The sections, searched by full text. */
export class Library {
  readonly sections: readonly Section[];
  readonly #index;

  constructor(sections: readonly Section[]) {
    this.sections = sections;
    this.#index = new MiniSearch({
      fields: ['title', 'asked', 'trail', 'text'],
      processTerm: toTerm,
    });
    this.#index.addAll(
      sections.map(({ title, asked, trail, blocks, source }, id) => ({
        id,
        title,
        asked,
        trail: `${trail.join(' ')} ${source}`,
        text: blocks.join('\n'),
      })),
    );
  }

  /** The best sections first; none when less than half of the question's words are in the best one. */
  search(question: string, { context = '' } = {}): Finding[] {
    const words = terms(question);
    const asked = new Set(words.length > 0 ? words : terms(context));
    const results = this.#index.search(`${question} ${context}`, {
      boost: { title: 3, asked: 3, trail: 1.2 },
      // What was said before helps to understand, and weighs less than what is asked now.
      boostTerm: (term) => (asked.has(term) ? 1 : 0.35),
      boostDocument: (id) => weigh(this.sections[id]?.source),
      prefix: (term) => term.length > 3,
      fuzzy: (term) => (term.length > 4 ? 0.2 : false),
    });
    const [best] = results;
    if (!best) return [];
    const met = best.queryTerms.filter((term) => asked.has(term)).length;
    if (met < asked.size / 2) return [];
    const findings = results
      .filter(({ score }) => score > best.score * 0.15)
      .slice(0, 6)
      .map(({ id, score }) => ({ section: this.sections[id] as Section, score }));
    return [...findings, ...this.#restOfChapter(findings)];
  }

  /** What else stands in the chapter of the best finding: the natural thing to read next. */
  #restOfChapter(findings: Finding[]): Finding[] {
    const found = findings.map(({ section }) => section);
    const [best] = found;
    return this.sections
      .filter((section) => section.source === best?.source && chapter(section) === chapter(best))
      .filter((section) => !found.includes(section))
      .map((section) => ({ section, score: 0 }));
  }
}

/** The guide was written as answers; records of decisions are for those who build this. */
function weigh(source = ''): number {
  if (source === 'guide') return 1.4;
  return source.includes('decisions/') ? 0.5 : 1;
}

/** Whether a text names anything to search for; "How does it work?" does not. */
export function hasTopic(text: string): boolean {
  return terms(text).length > 0;
}

function chapter({ trail, title }: Section): string {
  return trail[0] ?? title;
}

function terms(text: string): string[] {
  return text
    .split(/[^\p{L}\p{N}]+/u)
    .map(toTerm)
    .filter((term) => term !== null);
}

/** Lower case without the commonest endings, or nothing for a word that says nothing. */
function toTerm(word: string): string | null {
  const lower = word.toLowerCase();
  if (stopWords.has(lower) || lower.length === 0) return null;
  return lower.replace(/(?<=[a-z]{2}[^s])s$/, '').replace(/(?<=[a-z]{3})(?:ing|ed|ie|e|y)$/, '');
}

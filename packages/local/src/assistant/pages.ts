import type { Finding } from './library.ts';
import type { Section } from './sections.ts';

/** As much as is said in one reply. */
export interface Page {
  /** Markdown. */
  text: string;
  /** The sections it is from, first the one that leads. */
  sections: Section[];
}

const enough = 450;
const most = 1600;

/** Lays findings out as replies: whole sections, and a long one cut between its blocks. */
export function layOut(findings: readonly Finding[]): Page[] {
  const pages: Page[] = [];
  let page: Page | undefined;
  for (const { section, score } of findings) {
    // Only what fits the question nearly as well stands beside the best.
    const isAside = score < (findings[0]?.score ?? 0) / 2;
    if (isAside || (page && page.text.length >= enough)) page = undefined;
    let isOpening = true;
    for (const block of section.blocks) {
      if (page && page.text.length + block.length > most) page = undefined;
      if (!page) {
        page = { text: '', sections: [] };
        pages.push(page);
      }
      if (isOpening && page.sections.length > 0) page.text += `\n\n### ${section.title}`;
      if (page.sections.at(-1) !== section) page.sections.push(section);
      page.text += `${page.text && '\n\n'}${block}`;
      isOpening = false;
    }
  }
  return pages;
}

/** A heading and what stands under it, up to the next heading. */
export interface Section {
  /** The file's name as a reader knows it, e.g. `docs/errors.md`. */
  source: string;
  /** The heading itself. */
  title: string;
  /** The headings above it, outermost first. */
  trail: string[];
  /** Other words people use when they mean this, from `<!-- asked: … -->`. */
  asked: string;
  /** Paragraphs, lists, tables and whole code blocks, in order. */
  blocks: string[];
}

const heading = /^(#{1,6})\s+(.+?)\s*#*$/;
const fence = /^\s*(`{3,}|~{3,})/;
const askedComment = /<!--\s*asked:([\s\S]*?)-->/gi;
const comment = /<!--[\s\S]*?-->/g;

/** Splits a Markdown document at its headings; `#` inside code is no heading. */
export function splitSections(markdown: string, source: string): Section[] {
  const sections: Section[] = [];
  const open: { depth: number; title: string }[] = [];
  for (const { line, isCode } of markCode(markdown)) {
    const [, marks, title] = isCode ? [] : (heading.exec(line) ?? []);
    if (marks && title) {
      while ((open.at(-1)?.depth ?? 0) >= marks.length) open.pop();
      const trail = open.map((above) => above.title);
      sections.push({ source, title: plain(title), trail, asked: '', blocks: [line] });
      open.push({ depth: marks.length, title: plain(title) });
    } else sections.at(-1)?.blocks.push(line);
  }
  return sections.map(finish).filter(({ blocks }) => blocks.length > 0);
}

function* markCode(markdown: string): Generator<{ line: string; isCode: boolean }> {
  let opener: string | undefined;
  for (const line of markdown.split(/\r?\n/)) {
    const [, marks] = fence.exec(line) ?? [];
    const isFence = marks !== undefined && (!opener || marks.startsWith(opener));
    yield { line, isCode: opener !== undefined || isFence };
    if (isFence) opener = opener ? undefined : marks;
  }
}

/** Lines become blocks; what only makes sense in its file goes. */
function finish({ blocks: [, ...lines], ...section }: Section): Section {
  const text = lines.join('\n');
  const asked = [...text.matchAll(askedComment)].map(([, words]) => words).join(' ');
  return { ...section, asked, blocks: splitBlocks(text.replace(comment, '')) };
}

function splitBlocks(text: string): string[] {
  const blocks: string[] = [];
  let block: string[] = [];
  const close = () => {
    const kept = block.join('\n').trimEnd();
    if (kept.trim()) blocks.push(kept);
    block = [];
  };
  for (const { line, isCode } of markCode(text)) {
    if (line.trim() === '' && !isCode) close();
    else block.push(isCode ? line : detach(line));
  }
  close();
  return blocks;
}

/** Images go, and links to files of the repository keep only their words: in a chat they lead nowhere. */
function detach(line: string): string {
  return line
    .replace(/\[?!\[[^\]]*\]\([^)]*\)(?:\]\([^)]*\))?/g, '')
    .replace(/\[([^\]]+)\]\((?!https?:)[^)]*\)/g, '$1');
}

function plain(title: string): string {
  return detach(title).replace(/[`*]/g, '');
}

import type { ChatRequest } from '../chat/chat-request.ts';
import { readBrokenOff, restOf } from './go-on.ts';
import { type Finding, hasTopic, type Library } from './library.ts';
import { layOut, type Page } from './pages.ts';
import { type Question, readQuestion } from './question.ts';
import { readForeign } from './read-foreign.ts';
import type { Section } from './sections.ts';
import { showcase } from './showcase.ts';
import { readSmallTalk, smallTalk } from './small-talk.ts';

const honesty =
  '*I am the local assistant: I look things up in this project’s documentation, and there is no language model in me.*';

/** What leads to the first section of the guide. */
const overview = 'overview introduction';

const leads = [
  (title: string) => `Here is what the documentation says under **${title}**.`,
  (title: string) => `**${title}**, from the documentation:`,
  (title: string) => `I found this under **${title}**.`,
];

/** Writes the reply to a conversation, as Markdown. */
export function compose(request: ChatRequest, library: Library): string {
  const brokenOff = readBrokenOff(request);
  return brokenOff
    ? restOf(write(brokenOff.request, library), brokenOff.said)
    : write(request, library);
}

function write(request: ChatRequest, library: Library): string {
  const question = readQuestion(request);
  const foreign = readForeign(question.text);
  if (foreign) {
    const { query } = foreign;
    return `${foreign.note}\n\n${answer({ ...question, text: query, context: '' }, library)}`;
  }
  const talk = readSmallTalk(question.text);
  if (talk === 'showcase') return sign(showcase, question);
  if (talk === 'tour') return sign(tour(library), question);
  if (talk === 'identity') return smallTalk.identity;
  if (talk) return sign(smallTalk[talk], question);
  return sign(answer(question, library), question);
}

function answer({ text, context, page }: Question, library: Library): string {
  const query = hasTopic(`${text} ${context}`) ? text : overview;
  const findings = library.search(query, { context });
  if (findings.length === 0) return nothingFound(library);
  const pages = layOut(findings);
  const current = pages[page];
  const next = pages[page + 1];
  if (!current)
    return 'That was all I found on this. Ask me in other words, or about something else.';
  return [introduce(current), current.text, ...readOn(current, next, findings)].join('\n\n');
}

function introduce({ sections: [section] }: Page): string {
  const lead = leads[Math.floor(Math.random() * leads.length)] as (typeof leads)[number];
  return lead(section?.title ?? '');
}

function readOn(current: Page, next: Page | undefined, findings: readonly Finding[]): string[] {
  const lines: string[] = [];
  const files = new Set(
    [...current.sections, ...nearly(findings)]
      .map(({ source }) => source)
      .filter((source) => source !== 'guide'),
  );
  if (files.size > 0) lines.push(`Where to read on: ${[...files].map(code).join(', ')}.`);
  const [following] = next?.sections ?? [];
  if (following) lines.push(`Say **more** and I go on${goesOnWith(current, following)}.`);
  return lines.length > 0 ? [lines.join(' ')] : [];
}

/** What fits the question about as well as the best does. */
function nearly(findings: readonly Finding[]): Section[] {
  const [best] = findings;
  return findings
    .filter(({ score }) => score >= (best?.score ?? 0) / 2)
    .slice(0, 4)
    .map(({ section }) => section);
}

function goesOnWith(current: Page, section: Section): string {
  return current.sections.includes(section) ? '' : ` with *${section.title}*`;
}

function nothingFound(library: Library): string {
  const topics = guideTopics(library).map((title) => `- ${title}`);
  return [
    'I found nothing about that in the documentation, and I am only the local assistant: no language model that could think of an answer. I can tell you about:',
    topics.join('\n'),
    'For a model that knows more, start with `NEXEVO_API_KEY` set, or put any OpenAI-compatible server behind this one with `nexevo-local --llm URL`.',
  ].join('\n\n');
}

/** The guide from end to end: long enough to stop, reload and scroll in. */
function tour({ sections }: Library): string {
  const guide = sections.filter(({ source }) => source === 'guide');
  const chapters = guide.map(({ title, trail, blocks }) =>
    [`${'#'.repeat(trail.length + 2)} ${title}`, ...blocks].join('\n\n'),
  );
  return [
    'Then take a seat: this is the whole guide. Stop me when you have enough.',
    ...chapters,
  ].join('\n\n');
}

function guideTopics({ sections }: Library): string[] {
  return sections
    .filter(({ source, trail }) => source === 'guide' && trail.length === 0)
    .map(({ title }) => title);
}

function sign(text: string, { isFirst }: Question): string {
  return isFirst ? `${text}\n\n${honesty}` : text;
}

function code(path: string): string {
  return `\`${path}\``;
}

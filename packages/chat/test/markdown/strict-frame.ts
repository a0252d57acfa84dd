import { loadLanguage } from '../../src/highlighting/languages.ts';
import { loadEntities } from '../../src/markdown/entities.ts';
import { loadRareSyntax } from '../../src/markdown/rare-syntax.ts';
import { MarkdownStream } from '../../src/markdown.ts';
import { payloads } from './payloads.ts';

/** Runs inside a page that forbids everything, and says what was tried. */
const violations: string[] = [];
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
  violations.push(`${violatedDirective}: ${blockedURI}`);
});

await Promise.all([loadEntities(), loadRareSyntax()]);
await import('../../src/formulas/draw-formula.ts');
await import('../../src/highlighting/color-code.ts');
for (const language of ['html', 'js']) await loadLanguage(language);
const loaded = performance.getEntriesByType('resource').length;
for (const payload of payloads) {
  const article = document.createElement('article');
  document.body.append(article);
  const stream = new MarkdownStream(article);
  for (let at = 0; at < payload.length; at += 7) stream.append(payload.slice(at, at + 7));
  stream.end();
  const again = document.createElement('article');
  document.body.append(again);
  new MarkdownStream(again).end(payload);
}
for (const element of document.querySelectorAll('article, article *')) {
  element.dispatchEvent(new Event('click', { bubbles: true }));
  element.dispatchEvent(new Event('focus'));
}
await new Promise((resolve) => setTimeout(resolve, 500));

const elements = [...document.querySelectorAll('article *')];
parent.postMessage({
  violations,
  requests: performance
    .getEntriesByType('resource')
    .slice(loaded)
    .map(({ name }) => name),
  tags: [...new Set(elements.map(({ localName }) => localName))].sort(),
  attributes: [...new Set(elements.flatMap((element) => element.getAttributeNames()))].sort(),
  protocols: [...new Set([...document.querySelectorAll('a')].map(({ protocol }) => protocol))],
  shown: document.body.textContent?.length ?? 0,
});

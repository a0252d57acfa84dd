export { findHtmlStart } from './html-blocks.ts';
export { findAngleLink, findHtml } from './html-inlines.ts';
export { endMath, startMath } from './math-blocks.ts';
export { findMath } from './math-spans.ts';

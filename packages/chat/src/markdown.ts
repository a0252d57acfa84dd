export { type MarkdownOptions, MarkdownStream } from './markdown/markdown-stream.ts';

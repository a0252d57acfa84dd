import type { Footnotes } from './footnotes.ts';
import type { References } from './references.ts';

/** What a site may choose about how Markdown is shown. */
export interface MarkdownOptions {
  /** Hosts whose pictures are loaded; all others are shown as links. @default [] */
  imageHosts?: readonly string[] | undefined;
  /** Draws the code of a fence language, once it is complete. @default {} */
  blockRenderers?: Readonly<Record<string, (text: string) => Node>> | undefined;
  /** What stands beside the language above a block of code; `read` gives its text. */
  codeTools?: ((read: () => string) => Node) | undefined;
  /** What a block of code without a language is called. @default 'Code' */
  codeLabel?: string | undefined;
}

/** What every part of one document shares. */
export interface RenderContext {
  readonly options: MarkdownOptions;
  readonly references: References | undefined;
  /** There are some only where there are references. */
  readonly footnotes: Footnotes | undefined;
  /** How many characters were looked at. */
  scanned: number;
}

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
  readonly references: References;
  /** Those to be shown anew when a label gets a meaning. */
  readonly waiting: Map<string, Set<{ reset(): void }>>;
  /** Those that wait no longer. */
  readonly defined: Set<{ reset(): void }>;
  /** Footnotes by label, and whether their numbers may have changed. */
  readonly notes: Map<string, HTMLElement>;
  renumber: boolean;
  /** Where footnotes are listed, behind everything else. */
  readonly section: HTMLElement;
  /** Those that hold a name only the full table of references knows. */
  readonly undecoded: Set<{ reset(): void }>;
  /** How many characters were looked at. */
  scanned: number;
}

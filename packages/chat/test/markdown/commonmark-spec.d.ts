declare module 'commonmark-spec' {
  /** The examples of the specification. A tab is written as an arrow. */
  export const tests: readonly {
    number: number;
    section: string;
    markdown: string;
    html: string;
  }[];
}

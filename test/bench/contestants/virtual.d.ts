/** Resolved by `setup/markdown-stream.ts`. */
declare module 'virtual:markdown-stream' {
  export const MarkdownStream:
    | (new (
        target: HTMLElement,
      ) => { append(text: string): void; end(): Promise<void> | void })
    | undefined;
}

/** The module of the contestant whose page is being built. */
declare module 'virtual:contestant' {
  export const contestant: import('./contestant.ts').Contestant;
}

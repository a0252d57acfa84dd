/** A message as every contestant gets it. */
export interface Turn {
  role: 'user' | 'assistant';
  text: string;
}

/** A renderer of streamed Markdown, as the page of the benchmark drives it. */
export interface Contestant {
  /** Makes what the answer is written into, inside `root`. */
  mount(root: HTMLElement, url: string): Promise<void> | void;
  /** The next piece of the answer, as it came. */
  append?(text: string): void;
  /** Nothing follows. Resolves when everything was handed to the DOM. */
  end?(): Promise<void> | void;
  /** For one that asks for the answer itself. Resolves when everything was handed to the DOM. */
  stream?(): Promise<void>;
  /** Shows a conversation that is over, inside `root`. */
  open?(root: HTMLElement, turns: readonly Turn[]): Promise<void> | void;
  /** What scrolls, for one that brings its own; the others scroll with the page's column. */
  scroller?(): HTMLElement | undefined;
}

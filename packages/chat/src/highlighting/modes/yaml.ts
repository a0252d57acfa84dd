import { yaml as base } from '@codemirror/legacy-modes/mode/yaml';
import type { StreamParser, StringStream } from '@codemirror/streamparser';

interface State {
  /** Whether the key of the line was read, and whether its value starts here. */
  pair: boolean;
  pairStart: boolean;
  /** Whether a text of several lines goes on, for as long as they are indented further than its key. */
  literal: boolean;
  keyCol: number;
}

/**
 * YAML. Where no key is, the base is kept from looking for one: its pattern tries every way to take the gaps of a line
 * apart, from each of its characters on.
 */
export const yaml: StreamParser<State> = {
  ...(base as StreamParser<State>),

  token(stream, state) {
    const inText = state.literal && stream.indentation() > state.keyCol;
    const starts = stream.sol();
    if (inText || (starts ? startsQuickly(stream) : state.pair || startsWithKey(stream)))
      return base.token(stream, state);
    if (starts) {
      // What the base does only where a line starts, and its indentation: then there is nothing to take apart.
      state.pair = false;
      state.pairStart = false;
      state.literal = false;
      stream.eatSpace();
      return null;
    }
    // Without a key before it a colon is none of its marks.
    if (stream.eat(':')) return null;
    state.pair = true;
    const style = base.token(stream, state);
    state.pair = false;
    return style;
  },
};

/** Whether the line has no indentation, an item of a list after it, or a key. */
function startsQuickly(stream: StringStream): boolean {
  return /^(?:\S|\s*-\s)/.test(stream.string) || startsWithKey(stream);
}

/** Whether a colon follows that ends a key, before a comment: where the base's pattern finds one without a second way. */
function startsWithKey({ string, pos }: StringStream): boolean {
  return /^(?:[,[\]{}&*!|>'"%@`][^\s'":])?[^#]*?:(?:\s|$)/.test(string.slice(pos).trimStart());
}

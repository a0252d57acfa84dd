import { yaml as base } from '@codemirror/legacy-modes/mode/yaml';
import type { StreamParser, StringStream } from '@codemirror/streamparser';

interface State {
  /** Whether the key of the line was read. */
  pair: boolean;
}

/** Nobody indents further. */
const deepest = 100;

/** YAML. Where no key can be, none is looked for: its pattern tries every way to take a gap apart, for hours. */
export const yaml: StreamParser<State> = {
  ...(base as StreamParser<State>),

  token(stream, state) {
    if (stream.sol() && stream.indentation() > deepest) {
      stream.skipToEnd();
      return null;
    }
    if (stream.sol() || state.pair || mayHoldKey(stream)) return base.token(stream, state);
    // Without a key before it a colon is none of its marks.
    if (stream.eat(':')) return null;
    state.pair = true;
    const style = base.token(stream, state);
    state.pair = false;
    return style;
  },
};

/** Whether a colon follows that ends a key, before a comment. */
function mayHoldKey({ string, pos }: StringStream): boolean {
  const rest = string.slice(pos).trimStart();
  const colon = rest.search(/:(?:\s|$)/);
  const comment = rest.indexOf('#', 2);
  return colon >= 0 && (comment < 0 || colon < comment);
}

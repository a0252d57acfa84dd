import { css } from '@codemirror/legacy-modes/mode/css';
import { javascript } from '@codemirror/legacy-modes/mode/javascript';
import { html as markup } from '@codemirror/legacy-modes/mode/xml';
import type { StreamParser, StringStream } from '@codemirror/streamparser';

interface State {
  markup: { tagName?: string | null };
  /** The language inside of the element that is open, its state, and how it ends. */
  inner: { mode: StreamParser<unknown>; state: unknown; end: RegExp } | undefined;
}

const inner: Readonly<Record<string, StreamParser<unknown>>> = { script: javascript, style: css };

/** HTML with the scripts and styles in it. */
export const html: StreamParser<State> = {
  startState: (unit) => ({ markup: markup.startState!(unit) as State['markup'], inner: undefined }),

  token(stream, state) {
    const open = state.inner;
    if (open) {
      if (!stream.match(open.end, false)) return readInner(stream, open);
      state.inner = undefined;
    }
    const tag = state.markup.tagName?.toLowerCase() ?? '';
    const style = markup.token(stream, state.markup);
    const mode = Object.hasOwn(inner, tag) && stream.current() === '>' ? inner[tag] : undefined;
    // Only an opening tag leaves its element open: a closing one was met as `inner.end`.
    if (mode && !/<\/\w*>?$/.test(stream.string.slice(0, stream.pos))) {
      state.inner = { mode, state: mode.startState!(2), end: new RegExp(`^</${tag}\\b`, 'i') };
    }
    return style;
  },
};

/** A token ends where the element does, whatever its language thinks. */
function readInner(stream: StringStream, { mode, state, end }: NonNullable<State['inner']>) {
  const style = mode.token(stream, state);
  const read = stream.string.slice(stream.start, stream.pos);
  const found = read.search(new RegExp(end.source.slice(1), 'i'));
  if (found > 0) stream.backUp(read.length - found);
  return style;
}

import { clike } from '@codemirror/legacy-modes/mode/clike';
import type { StreamParser, StringStream } from '@codemirror/streamparser';
import { html } from './html.ts';

const words = (text: string) => Object.fromEntries(text.split(' ').map((word) => [word, true]));

const code = clike({
  name: 'php',
  keywords: words(
    'abstract and array as break case catch class clone const continue declare default die do echo else elseif empty enddeclare endfor endforeach endif endswitch endwhile enum exit extends final finally fn for foreach function global goto if implements include include_once instanceof insteadof interface isset list match namespace new or print private protected public readonly require require_once return static switch throw trait try unset use var while xor yield',
  ),
  types: words('int float string bool iterable mixed void never object callable self parent'),
  atoms: words('true false null TRUE FALSE NULL __CLASS__ __DIR__ __FILE__ __LINE__ __FUNCTION__'),
  multiLineStrings: true,
  hooks: {
    $: (stream: StringStream) => {
      stream.eatWhile(/[\w$]/);
      return 'variableName';
    },
    '#': (stream: StringStream) => {
      if (stream.peek() === '[') return 'meta';
      if (!stream.match(/^.*?(?=\?>)/)) stream.skipToEnd();
      return 'comment';
    },
  },
});

interface State {
  /** Of the page around the code; without one the text is code from its start. */
  page: ReturnType<NonNullable<(typeof html)['startState']>>;
  code: unknown;
  inCode: boolean | undefined;
}

/** PHP, and the page around it. */
export const php: StreamParser<State> = {
  startState: (unit) => ({
    page: html.startState!(unit),
    code: code.startState!(unit),
    inCode: undefined,
  }),

  token(stream, state) {
    state.inCode ??= !/^\s*<(?!\?)/.test(stream.string);
    if (stream.match(/^<\?(?:php\b|=)?/)) {
      state.inCode = true;
      return 'meta';
    }
    if (state.inCode && stream.match('?>')) {
      state.inCode = false;
      return 'meta';
    }
    if (state.inCode) return code.token(stream, state.code);
    const style = html.token(stream, state.page);
    const start = stream.current().indexOf('<?');
    if (start > 0) stream.backUp(stream.current().length - start);
    return style;
  },
};

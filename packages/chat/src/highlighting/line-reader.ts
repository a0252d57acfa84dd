import { type StreamParser, StringStream } from '@codemirror/streamparser';
import { kindOf } from './token-kinds.ts';

/** Longer lines are not coloured: they are written by programs, and dear. */
const maxLine = 1000;
const indentUnit = 2;

/** A token of a line: where it starts and ends, and what kind it is. */
export type Token = readonly [start: number, end: number, kind: number];

/** Reads code line by line, so that it can rest after each and go on when there is more. */
export class LineReader {
  readonly #mode: StreamParser<unknown>;
  readonly #state: unknown;

  constructor(mode: StreamParser<unknown>) {
    this.#mode = mode;
    this.#state = mode.startState ? mode.startState(indentUnit) : true;
  }

  read(line: string): Token[] {
    const mode = this.#mode;
    const tokens: Token[] = [];
    if (line.length > maxLine) return tokens;
    if (line === '') mode.blankLine?.(this.#state, indentUnit);
    const stream = new LineStream(line, 4, indentUnit);
    while (!stream.eol()) {
      stream.start = stream.pos;
      const style = this.#next(stream);
      const kind = kindOf(style, line[stream.pos] ?? '');
      if (kind !== undefined) addToken(tokens, [stream.start, stream.pos, kind], line);
    }
    return tokens;
  }

  /** A mode may change its state a few times before it takes something. */
  #next(stream: StringStream): string | null {
    for (let tries = 0; tries < 10; tries += 1) {
      const style = this.#mode.token(stream, this.#state);
      if (stream.pos > stream.start) return style;
    }
    stream.next();
    return null;
  }
}

/** Tokens of one kind with nothing but spaces between them become one. */
function addToken(tokens: Token[], token: Token, line: string): void {
  const last = tokens.at(-1);
  if (last?.[2] === token[2] && !line.slice(last[1], token[0]).trim()) {
    tokens[tokens.length - 1] = [last[0], token[1], token[2]];
  } else tokens.push(token);
}

/** Tries a pattern only where it stands: the base looks for it in all of the line, and takes it only where it stands. */
class LineStream extends StringStream {
  override match(pattern: string | RegExp, consume?: boolean, caseInsensitive?: boolean) {
    const tried = typeof pattern === 'string' ? pattern : stickyOf(pattern);
    return super.match(tried, consume, caseInsensitive);
  }
}

/** Modes try the same few patterns at every token. */
const stickies = new WeakMap<RegExp, RegExp>();

function stickyOf(pattern: RegExp): RegExp {
  if (pattern.sticky || pattern.source[0] === '^') return pattern;
  const sticky = stickies.get(pattern) ?? new RegExp(pattern, `${pattern.flags}y`);
  stickies.set(pattern, sticky);
  sticky.lastIndex = 0;
  return sticky;
}

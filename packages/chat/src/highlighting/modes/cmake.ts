import { cmake as base } from '@codemirror/legacy-modes/mode/cmake';
import type { StreamParser } from '@codemirror/streamparser';

interface State {
  continueString: boolean;
}

/** CMake. From each of its digits on a long number would be looked through for what is called. */
export const cmake: StreamParser<State> = {
  ...(base as StreamParser<State>),

  token(stream, state) {
    if (!state.continueString && stream.match(/^\d{20,}/)) return 'number';
    return base.token(stream, state);
  },
};

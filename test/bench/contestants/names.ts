/**
 * Everybody who takes part, in the order of the table; the first is what the others are measured by. `own`: of this project,
 * and built as its bundle is; the others are built as their readers build them.
 */
export const contestants = {
  floor: { module: 'plain-text.ts', title: 'plain text (the floor)', opens: true },
  'streaming-markdown': {
    module: 'streaming-markdown.ts',
    title: 'streaming-markdown',
    opens: false,
  },
  streamdown: { module: 'streamdown.ts', title: 'streamdown', opens: false },
  'deep-chat': { module: 'deep-chat.ts', title: 'deep-chat', opens: true },
  'markdown-stream': {
    module: 'markdown-stream.ts',
    title: 'ours, the engine alone',
    opens: false,
    own: true,
  },
  ours: { module: 'ours.ts', title: 'ours', opens: true, own: true },
} as const satisfies Record<string, ContestantFacts>;

interface ContestantFacts {
  module: string;
  title: string;
  opens: boolean;
  own?: boolean;
}

export type ContestantName = keyof typeof contestants;

export const contestantNames = Object.keys(contestants) as ContestantName[];

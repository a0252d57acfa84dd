/** Everybody who takes part, in the order of the table; the first is what the others are measured by. */
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
  },
  ours: { module: 'ours.ts', title: 'ours', opens: true },
} as const;

export type ContestantName = keyof typeof contestants;

export const contestantNames = Object.keys(contestants) as ContestantName[];

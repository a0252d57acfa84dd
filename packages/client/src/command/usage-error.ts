/** The command line, or what was typed, cannot be worked with. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

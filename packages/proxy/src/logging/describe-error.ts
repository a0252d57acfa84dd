const secrets: [RegExp, string][] = [
  [/sk-xc-[\w-]+/g, 'sk-xc-[redacted]'],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '[token]'],
  [/\bBearer +[\w.~+/-]+=*/gi, 'Bearer [redacted]'],
];
/** Properties of errors that are ours: codes and numbers, never what was sent or received. */
const known = [
  'code',
  'status',
  'type',
  'traceId',
  'requestId',
  'retryAfter',
  'ambiguous',
  'option',
];
const deepest = 4;

/** An error as the log may show it: its kind, sentence, stack and causes, and nothing else that hangs on it. */
export function describeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, stack = '', cause } = error;
  // V8 quotes the text that it could not parse.
  const isQuoting = error instanceof SyntaxError;
  const frames = stack.slice(Math.max(0, stack.indexOf('\n    at ')));
  return {
    name,
    message: isQuoting ? 'something is not valid JSON' : redact(error.message),
    ...Object.fromEntries(
      known.filter((key) => key in error).map((key) => [key, plain(error, key)]),
    ),
    stack: redact(frames),
    ...(cause !== undefined && depth < deepest && { cause: describeError(cause, depth + 1) }),
  };
}

function plain(error: Error, key: string): unknown {
  const value = (error as unknown as Record<string, unknown>)[key];
  return typeof value === 'string' ? redact(value) : value;
}

function redact(text: string): string {
  return secrets.reduce((rest, [pattern, name]) => rest.replace(pattern, name), text);
}

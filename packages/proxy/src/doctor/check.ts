/** What one check found. `warn` and `skip` leave the exit code alone. */
export interface Check {
  name: string;
  status: 'ok' | 'warn' | 'fail' | 'skip';
  /** What was found, in a few words. */
  found: string;
  /** What to do about it. */
  fix?: string;
}

export function ok(name: string, found: string): Check {
  return { name, status: 'ok', found };
}

export function warn(name: string, found: string, fix: string): Check {
  return { name, status: 'warn', found, fix };
}

export function fail(name: string, found: string, fix: string): Check {
  return { name, status: 'fail', found, fix };
}

export function skip(name: string, found: string): Check {
  return { name, status: 'skip', found };
}

/** One line a check, with its fix at the end. */
export function toLine({ name, status, found, fix }: Check): string {
  const head = `${status.toUpperCase().padEnd(5)}${name.padEnd(35)} ${found}.`;
  return fix ? `${head} Fix: ${fix}.` : head;
}

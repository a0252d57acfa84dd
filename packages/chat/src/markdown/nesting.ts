const maxContainers = 32;
const maxIndent = 96;
const maxEmphasis = 100;

/** `> > - 1. ` and the like at the start of a line. */
const containers = /^(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$)))+/;
const container = />|[-+*]|\d{1,9}[.)]/g;

/**
 * Keeps hostile nesting from overflowing the parser's stack: past the limits a marker is escaped
 * and an indentation cut. No text that a person would write reaches them.
 */
export function limitNesting(text: string): string {
  let depth = 0;
  return text
    .split('\n')
    .map((line) => {
      if (line.trim() === '') depth = 0;
      const cut = limitContainers(limitIndent(line));
      const limited = limitEmphasis(cut, depth);
      depth = limited.depth;
      return limited.line;
    })
    .join('\n');
}

function limitIndent(line: string): string {
  const indent = line.length - line.trimStart().length;
  return indent > maxIndent ? line.slice(indent - maxIndent) : line;
}

function limitContainers(line: string): string {
  const prefix = line.match(containers)?.[0];
  if (!prefix || prefix.length <= maxContainers) return line;
  let count = 0;
  for (const marker of prefix.matchAll(container)) {
    if (++count > maxContainers)
      return `${line.slice(0, marker.index)}\\${line.slice(marker.index)}`;
  }
  return line;
}

/** A run after a space opens, any other one closes: an estimate that never falls short of the real depth. */
function limitEmphasis(line: string, start: number): { line: string; depth: number } {
  let depth = start;
  if (!/[*_~]/.test(line)) return { line, depth };
  const limited = line.replace(/\\.|[*_~]+/g, (run, index: number) => {
    if (run.startsWith('\\')) return run;
    const opens = /[^\s*_~]/.test(line[index + run.length] ?? ' ');
    const closes = index > 0 && /\S/.test(line[index - 1]!);
    if (closes && depth > 0) {
      depth -= 1;
      return run;
    }
    if (!opens) return run;
    if (depth >= maxEmphasis) return run.replace(/./g, '\\$&');
    depth += 1;
    return run;
  });
  return { line: limited, depth };
}

import type { z } from 'zod';

type Issue = z.core.$ZodRawIssue;

const kinds: Record<string, string> = {
  string: 'text',
  number: 'a number',
  nan: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};
const longestName = 40;

/** What is wrong with a value, as the end of a sentence that begins with its name; for where a schema has no own words. */
export function describeIssue(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
    case 'invalid_value':
    case 'invalid_union':
      return issue.input === undefined ? 'is missing' : `must be ${wanted(issue)}`;
    case 'too_big':
      return `must ${limit('at most', Number(issue.maximum), issue.origin)}`;
    case 'too_small':
      return `must ${limit('at least', Number(issue.minimum), issue.origin)}`;
    case 'unrecognized_keys':
      return `has a field that is not known: "${shortName(issue.keys[0] ?? '')}"`;
    case 'invalid_key':
      return `cannot have this name: it ${issue.issues[0]?.message}`;
    default:
      return 'is not valid';
  }
}

/** The name of a field, cut: nobody is answered with 200 KB of their own. */
export function shortName(name: string): string {
  return name.length <= longestName ? name : `${name.slice(0, longestName).toWellFormed()}…`;
}

function wanted(issue: z.core.$ZodRawIssue | z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value')
    return issue.values.map((value) => String(value)).join(' or ');
  if (issue.code === 'invalid_union') {
    const each = issue.errors.map(([first]) => (first ? wanted(first) : 'something else'));
    return [...new Set(each)].join(' or ');
  }
  return (issue.code === 'invalid_type' && kinds[issue.expected]) || 'something else';
}

function limit(least: 'at least' | 'at most', count: number, origin: string): string {
  if (origin === 'string' && least === 'at least' && count === 1) return 'not be empty';
  const unit = { string: 'character', array: 'entry' }[origin];
  if (!unit) return `be ${least} ${count}`;
  const units = count === 1 ? unit : { character: 'characters', entry: 'entries' }[unit];
  return origin === 'string'
    ? `be ${least} ${count} ${units} long`
    : `have ${least} ${count} ${units}`;
}

import path from 'node:path';
import { inspect } from 'node:util';
import { root } from '../../demo/setup.mjs';

/** A reporter for node:test: a dot a passed test, and each failure whole, at once, so that a later crash or hang hides none. */
export default async function* reportUnit(events) {
  for await (const { type, data } of events) {
    if (type === 'test:pass') yield '.';
    else if (type === 'test:stderr') yield data.message;
    else if (type === 'test:fail') yield describe(data);
  }
}

function describe({ name, file, line, details: { error } }) {
  // A suite or a file that failed through its tests has nothing to add.
  if (error.failureType === 'subtestsFailed') return '';
  const where = file ? ` (${path.relative(root, file)}:${line ?? 1})` : '';
  return `\n✖ ${name}${where}\n${inspect(error.cause ?? error)}\n\n`;
}

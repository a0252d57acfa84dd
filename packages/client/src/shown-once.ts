import { inspect } from 'node:util';

/**
 * The same object with these fields readable by name but left out of `console.log`, `JSON.stringify`, `Object.keys`
 * and spreads: what the gateway shows once is easily logged by accident, and cannot be asked for again.
 */
export function shownOnce<Shape extends object>(answer: Shape, ...fields: (keyof Shape)[]): Shape {
  for (const field of fields) Object.defineProperty(answer, field, { enumerable: false });
  const seen = () => ({
    ...answer,
    ...Object.fromEntries(fields.map((field) => [field, `[hidden; read .${String(field)}]`])),
  });
  return Object.defineProperty(answer, inspect.custom, { value: seen });
}

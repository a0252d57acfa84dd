import type { LitElement, PropertyDeclaration } from 'lit';

/** What `@property` and `@state` are compiled to. `names` are separated by spaces. @default options: not an attribute */
export function declareProperties(
  element: typeof LitElement,
  names: string,
  options: PropertyDeclaration = { attribute: false },
): void {
  for (const name of names.split(' ')) element.createProperty(name, options);
}

/** What `@query` is compiled to. */
export function declareQuery(element: typeof LitElement, name: string, selector: string): void {
  Object.defineProperty(element.prototype, name, {
    get(this: LitElement) {
      return this.renderRoot?.querySelector(selector) ?? null;
    },
  });
}

import type { LitElement, PropertyDeclaration } from 'lit';

/*
 * `lit/decorators.js` for the bundle alone: what the sources use of it, without the half that serves standard
 * decorators, which the compiler does not write.
 */

type Decorator = (prototype: object, name: string) => void;

export function property(options?: PropertyDeclaration): Decorator {
  return (prototype, name) => {
    (prototype.constructor as typeof LitElement).createProperty(name, options);
  };
}

export function state(): Decorator {
  return property({ state: true, attribute: false });
}

export function query(selector: string): Decorator {
  return (prototype, name) => {
    Object.defineProperty(prototype, name, {
      get(this: LitElement) {
        return this.renderRoot?.querySelector(selector) ?? null;
      },
    });
  };
}

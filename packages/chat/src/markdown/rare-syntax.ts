import type * as Rare from './rare.ts';

/** Formulas and raw HTML, which few replies hold: how they are read is a chunk of its own. */
export type RareSyntax = typeof Rare;

/** What may be a formula: not a price, unless another one follows. */
const formula = /\$(?=[^\s\d]|.*\$)|\\[([]/suy;

let syntax: RareSyntax | undefined;
let loading: Promise<boolean> | undefined;
let missed = false;

/** How it is read; `undefined` while that is not there, and then it is text. */
export function rareSyntax(): RareSyntax | undefined {
  missed ||= !syntax;
  return syntax;
}

/** The formula at a place of a text, if there is one. */
export function findFormula(text: string, position: number) {
  formula.lastIndex = position;
  return formula.test(text) ? rareSyntax()?.findMath(text, position) : undefined;
}

/** Whether a text held some that was not read, since the last time this was asked. */
export function missedRareSyntax(): boolean {
  const result = missed;
  missed = false;
  return result;
}

/** Resolves to whether it is there; where the chunk cannot be had it stays text. */
export function loadRareSyntax(): Promise<boolean> {
  loading ??= import('./rare.ts').then(
    (rare) => {
      syntax = rare;
      return true;
    },
    () => false,
  );
  return loading;
}

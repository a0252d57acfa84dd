import { askPatiently } from '../ask-patiently.ts';
import type * as Rare from './rare.ts';

/**
 * Formulas, raw HTML, tables, bare addresses, pictures, footnotes and what labels mean: few replies hold any of it.
 * How they are read is a chunk of its own.
 */
export type RareSyntax = typeof Rare;

/** What may be a formula: not a price, unless another one follows. */
const formula = /\$(?=[^\s\d]|.{0,1999}?\$)|\\[([]/suy;
/** Where an address may be: behind its scheme, behind `www`, in the middle of one for mail. */
const address = /(?<=https?):(?=\/\/)|(?<=www)\.(?=\S)|(?<=[\w.+-])@(?=[\w-])/iy;

let syntax: RareSyntax | undefined;
let missed = false;

/** How it is read; `undefined` while that is not there, and then it is text. */
export function rareSyntax(): RareSyntax | undefined {
  missed ||= !syntax;
  return syntax;
}

/** The same for who does not need it yet. */
export function knownSyntax(): RareSyntax | undefined {
  return syntax;
}

/** A text has to be read again from its start, with all there is. */
export function missRareSyntax(): void {
  missed = true;
}

/** The formula at a place of a text, if there is one. */
export function findFormula(text: string, position: number) {
  formula.lastIndex = position;
  return formula.test(text) ? rareSyntax()?.findMath(text, position) : undefined;
}

/** The address around a place of a text, if there is one. */
export function findAddress(text: string, position: number) {
  address.lastIndex = position;
  return address.test(text) ? rareSyntax()?.readAddress(text, position) : undefined;
}

/** Whether a text held some that was not read, since the last time this was asked. */
export function missedRareSyntax(): boolean {
  const result = missed;
  missed = false;
  return result;
}

const load = askPatiently(async () => {
  syntax = await import('./rare.ts');
});

/** Resolves to whether it is there; where the chunk cannot be had it stays text. */
export async function loadRareSyntax(): Promise<boolean> {
  await load().catch(() => undefined);
  return !!syntax;
}

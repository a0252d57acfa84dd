import { askPatiently } from '../ask-patiently.ts';

const colors = askPatiently(() => import('../highlighting/color-code.ts'));
const formulas = askPatiently(() => import('../formulas/draw-formula.ts'));

/** Where a chunk cannot be had, the source stays as it is. */
const stay = () => {};

/** Colours code where the browser can do it without an element: the text stays one node. */
export function colorCode(code: Text, language: string, whole: boolean): void {
  if (!language || !CSS.highlights) return;
  colors().then((chunk) => chunk.colorCode(code, language, whole), stay);
}

/** Puts the formula in the place of its source, which has its marks. */
export function drawMath(element: HTMLElement, source: string): void {
  formulas().then((chunk) => chunk.drawFormula(element, source), stay);
}

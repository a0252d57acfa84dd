type Colors = typeof import('../highlighting/color-code.ts');
type Formulas = typeof import('../formulas/draw-formula.ts');

let colors: Promise<Colors> | undefined;
let formulas: Promise<Formulas> | undefined;

/** Where a chunk cannot be had, the source stays as it is. */
const stay = () => {};

/** Colours code where the browser can do it without an element: the text stays one node. */
export function colorCode(code: Text, language: string, whole: boolean): void {
  if (!language || !CSS.highlights) return;
  colors ??= import('../highlighting/color-code.ts');
  colors.then((chunk) => chunk.colorCode(code, language, whole), stay);
}

/** Puts the formula in the place of its source, which has its marks. */
export function drawMath(element: HTMLElement, source: string): void {
  formulas ??= import('../formulas/draw-formula.ts');
  formulas.then((chunk) => chunk.drawFormula(element, source), stay);
}

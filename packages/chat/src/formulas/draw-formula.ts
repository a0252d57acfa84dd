import { adoptStyles } from '../markdown/adopt-styles.ts';
import { formulaStyles } from './formula-styles.ts';
import { readFormula } from './read-formula.ts';

/** How many milliseconds at a time go into formulas; the others wait as their source. */
const budget = 12;

const waiting: (readonly [element: HTMLElement, source: string])[] = [];
let spent = 0;
let resting = false;

/** Puts a formula in the place of its source; what is no formula becomes code. */
export function drawFormula(element: HTMLElement, source: string): void {
  waiting.push([element, source]);
  work();
}

function work(): void {
  while (spent < budget && waiting.length > 0) {
    const started = performance.now();
    draw(...waiting.shift()!);
    spent += performance.now() - started;
  }
  if (resting) return;
  resting = true;
  setTimeout(() => {
    resting = false;
    spent = 0;
    if (waiting.length > 0) work();
  });
}

function draw(element: HTMLElement, source: string): void {
  const marks = /^\$(?!\$)/.test(source) ? 1 : 2;
  const display = /^(?:\$\$|\\\[)/.test(source);
  const formula = readFormula(source.slice(marks, -marks), display);
  if (formula) {
    element.className = 'math';
    element.replaceChildren(formula);
    if (element.isConnected) adoptStyles(element, formulaStyles);
    else requestAnimationFrame(() => adoptStyles(element, formulaStyles));
    // Focusable, so that the keyboard can scroll it.
    if (display) element.tabIndex = 0;
    return;
  }
  const code = document.createElement('code');
  code.append(...element.childNodes);
  element.className = 'raw';
  element.append(code);
}

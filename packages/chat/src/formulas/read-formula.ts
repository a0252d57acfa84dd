import module from 'temml';

/** Its types are those of its CommonJS file. */
const temml = module as unknown as typeof module.default;

const namespace = 'http://www.w3.org/1998/Math/MathML';

/** Where a formula is worth no more of a visitor's time: beyond it the source is shown. */
const limits = { length: 4000, depth: 60, elements: 3000, expansions: 300 };

/**
 * A formula's MathML, or `undefined` for what is no TeX or too much of it. Whatever TeX asks for, there
 * are no links, pictures, names, classes or styles of its own, and nothing is drawn far off its place.
 */
export function readFormula(tex: string, display: boolean): Element | undefined {
  if (tex.length > limits.length || !tex.trim()) return undefined;
  try {
    const tree = temml.__renderToMathMLTree(tex.trim(), {
      displayMode: display,
      // Lines break at relations, where nothing scrolls.
      wrap: display ? 'none' : 'tex',
      annotate: display,
      throwOnError: true,
      trust: false,
      maxSize: [20, 200],
      maxExpand: limits.expansions,
    });
    const formula: Node = tree.toNode();
    if (!(formula instanceof Element)) return undefined;
    // Equations have no numbers: a page's styles would have to count them.
    for (const number of formula.querySelectorAll('.tml-eqn')) number.remove();
    return isModest(formula) ? formula : undefined;
  } catch (error) {
    // Wrong TeX is a ParseError, but Temml stumbles over some of it, and over what is nested too deep.
    if (error instanceof Error) return undefined;
    throw error;
  }
}

/** Whether a formula is plain MathML of a bearable size. */
function isModest(formula: Element): boolean {
  const elements = [formula, ...formula.querySelectorAll('*')];
  return (
    elements.length <= limits.elements &&
    elements.every(isPlain) &&
    depthOf(formula) <= limits.depth
  );
}

function isPlain(element: Element): boolean {
  const { style } = element as MathMLElement;
  const [, shift = '0', unit] = /^-([\d.]+)(.*)$/.exec(style.marginLeft) ?? [];
  const far = Number(shift) > (unit === 'em' ? 3 : 50);
  return element.namespaceURI === namespace && !far && !element.id && !element.hasAttribute('href');
}

function depthOf(element: Element): number {
  let deepest = 0;
  for (const child of element.children) deepest = Math.max(deepest, depthOf(child));
  return deepest + 1;
}

/** Gives the styles of a chunk to the page, or to the shadow root, that an element stands in. */
export function adoptStyles(element: Element, sheet: CSSStyleSheet): void {
  const root = element.getRootNode();
  if (!(root instanceof Document || root instanceof ShadowRoot)) return;
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
}
